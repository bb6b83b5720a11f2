// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings.h"
#include "settingspage.h"

#include <memory>

namespace tabletalk {

namespace Ui {
class AppearancePage;
}

//! Light or dark, and the size of text. AppearanceController does what is chosen here.
class AppearancePage : public SettingsPage {
    Q_OBJECT
public:
    //! `settings` outlives the page.
    explicit AppearancePage(Settings &settings, QWidget *parent = nullptr);
    ~AppearancePage() override;

    QString title() const override;
    QIcon icon() const override;
    void load() override;

private:
    void applyFontSize(int points);
    void showPreview(int points);

    std::unique_ptr<Ui::AppearancePage> m_ui;
    Settings &m_settings;
};

} // namespace tabletalk
