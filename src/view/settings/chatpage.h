// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings.h"
#include "settingspage.h"

#include <memory>

namespace tabletalk {

namespace Ui {
class ChatPage;
}

//! How messages are sent, and the instructions new conversations start with.
class ChatPage : public SettingsPage {
    Q_OBJECT
public:
    //! `settings` outlives the page.
    explicit ChatPage(Settings &settings, QWidget *parent = nullptr);
    ~ChatPage() override;

    QString title() const override;
    QIcon icon() const override;
    void load() override;

private:
    std::unique_ptr<Ui::ChatPage> m_ui;
    Settings &m_settings;
};

} // namespace tabletalk
