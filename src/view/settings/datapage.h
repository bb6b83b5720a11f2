// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historybackups.h"
#include "settingspage.h"

#include <memory>

namespace tabletalk {

namespace Ui {
class DataPage;
}
class Conversations;

//! Where the data are and how much they take, and the backups: makes one, restores one, deletes them.
class DataPage : public SettingsPage {
    Q_OBJECT
public:
    //! Both outlive the page.
    DataPage(Conversations &conversations, HistoryBackups &backups, QWidget *parent = nullptr);
    ~DataPage() override;

    QString title() const override;
    QIcon icon() const override;
    void load() override;

private:
    void showSizes(const DataSizes &sizes);
    void showBackups(const QList<Backup> &backups);
    QStringList chosen() const;
    void backUp();
    void confirmRestore();
    void restore(const QString &name);
    void confirmDelete();
    void remove(const QStringList &names);
    void updateButtons();

    std::unique_ptr<Ui::DataPage> m_ui;
    Conversations &m_conversations;
    HistoryBackups &m_backups;
    QString m_folder;
    bool m_isBusy = false;
};

} // namespace tabletalk
