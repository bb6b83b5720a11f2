// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QList>

#include <memory>

namespace tabletalk {

namespace Ui {
class SettingsDialog;
}
class ApiKeys;
class CompletionService;
class Conversations;
class CurrentEndpoint;
class HistoryBackups;
class ModelCatalog;
class RouterInfo;
class Settings;
class SettingsPage;
class UsageHistory;

//! What the settings' pages work on. All outlive the dialog.
struct SettingsServices {
    Settings &settings;
    CurrentEndpoint &endpoint;
    ApiKeys &keys;
    RouterInfo &router;
    CompletionService &completions;
    ModelCatalog &catalog;
    Conversations &conversations;
    HistoryBackups &backups;
    UsageHistory &usage;
};

//! The window of settings: a list of pages beside the page itself. Not modal: show() it, what is changed
//! is seen at once. Esc closes.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    enum class Page { Keys, Router, Chat, Usage, Data, Appearance };

    explicit SettingsDialog(const SettingsServices &services, QWidget *parent = nullptr);
    ~SettingsDialog() override;

    //! Shows the dialog in front, at this page.
    void open(Page page);

    using QDialog::open;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void add(SettingsPage *page);
    void showPage(int row);

    std::unique_ptr<Ui::SettingsDialog> m_ui;
    QList<SettingsPage *> m_pages; //!< owned by the stack
};

} // namespace tabletalk
