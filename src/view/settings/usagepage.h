// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings.h"
#include "settingspage.h"
#include "usagereport.h"

#include <memory>

class QLineEdit;

namespace tabletalk {

namespace Ui {
class UsagePage;
}

//! What was spent, from this computer's history alone: totals, a chart and a table by day, month, model or
//! key, and the table as a file.
class UsagePage : public SettingsPage {
    Q_OBJECT
public:
    //! Both outlive the page.
    UsagePage(UsageHistory &usage, Settings &settings, QWidget *parent = nullptr);
    ~UsagePage() override;

    QString title() const override;
    QIcon icon() const override;
    void load() override;

    //! The table as it is shown, but with exact amounts.
    QString csv() const;

private:
    void take(const QList<UsageSum> &sums);
    void showGroups();
    //! Keeps a cap as it is typed, once it is an amount.
    void keepCap(const Setting<QString> &setting, QLineEdit &edit);
    void showChart();
    void showTotal();
    UsageGrouping grouping() const;
    QString groupText(const QString &group) const;

    std::unique_ptr<Ui::UsagePage> m_ui;
    UsageHistory &m_usage;
    Settings &m_settings;
    QList<UsageSum> m_sums;
    QList<UsageLine> m_lines;
    int m_question = 0; //!< an older one's answer is not shown
};

} // namespace tabletalk
