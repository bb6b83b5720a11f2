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
class ModelCatalog;
class ModelPicker;

//! How messages are sent, the instructions new conversations start with, and who writes their titles.
class ChatPage : public SettingsPage {
    Q_OBJECT
public:
    //! Both outlive the page.
    ChatPage(Settings &settings, ModelCatalog &catalog, QWidget *parent = nullptr);
    ~ChatPage() override;

    QString title() const override;
    QIcon icon() const override;
    void load() override;

private:
    void loadTitles();
    //! What it costs and what is sent for it.
    void explainTitles();

    std::unique_ptr<Ui::ChatPage> m_ui;
    Settings &m_settings;
    ModelCatalog &m_catalog;
    ModelPicker *m_titleModel;
};

} // namespace tabletalk
