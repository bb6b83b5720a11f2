// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usagepage.h"

#include "conversation/tablefile.h"
#include "keyindex.h"
#include "symbolicicon.h"
#include "ui_usagepage.h"
#include "whenfinished.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>

#include <algorithm>

namespace tabletalk {

namespace {

enum Column { Group, Cost, CostUnknown, Requests, TokensIn, Cached, TokensOut, Reasoning, ColumnCount };

//! In the order of the combo box; 0 is without limit.
constexpr int kPeriodDays[] = {7, 30, 365, 0};

QStringList headings(UsageGrouping grouping)
{
    const QStringList groups{UsagePage::tr("Day"), UsagePage::tr("Month"), UsagePage::tr("Model"),
                             UsagePage::tr("Key")};
    return {groups[int(grouping)],       UsagePage::tr("Cost"),      UsagePage::tr("Cost unknown"),
            UsagePage::tr("Requests"),   UsagePage::tr("Tokens in"), UsagePage::tr("Cached"),
            UsagePage::tr("Tokens out"), UsagePage::tr("Reasoning")};
}

//! "≈" where a part of it is computed; nothing where no cost is known at all, which is not zero.
QString costText(const UsageSum &sum)
{
    if (sum.requests == sum.withoutCost)
        return {};
    return sum.computedCost > Money{} ? u'≈' + sum.cost.toDisplay() : sum.cost.toDisplay();
}

} // namespace

UsagePage::UsagePage(UsageHistory &usage, Settings &settings, QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::UsagePage>())
    , m_usage(usage)
    , m_settings(settings)
{
    m_ui->setupUi(this);
    m_ui->periodComboBox->addItems(
        {tr("Last 7 days"), tr("Last 30 days"), tr("Last 365 days"), tr("Everything")});
    m_ui->periodComboBox->setCurrentIndex(1);
    m_ui->groupingComboBox->addItems({tr("day"), tr("month"), tr("model"), tr("key")});
    m_ui->usageTree->setColumnCount(ColumnCount);
    connect(m_ui->periodComboBox, &QComboBox::currentIndexChanged, this, &UsagePage::load);
    connect(m_ui->groupingComboBox, &QComboBox::currentIndexChanged, this, &UsagePage::showGroups);
    connect(m_ui->saveCsvButton, &QPushButton::clicked, this, [this] {
        saveCsv(this, csv(), [this](const QString &sentence) { m_ui->statusLabel->say(sentence); });
    });
    for (const auto &[edit, setting] : {std::pair(m_ui->conversationCapEdit, &settings::capPerConversation),
                                        std::pair(m_ui->dayCapEdit, &settings::capPerDay)}) {
        connect(edit, &QLineEdit::editingFinished, this,
                [this, edit = edit, setting = setting] { keepCap(*setting, *edit); });
    }
    showGroups();
}

UsagePage::~UsagePage() = default;

QString UsagePage::title() const
{
    return tr("Usage");
}

QIcon UsagePage::icon() const
{
    return symbolicIcon(QStringLiteral("usage"), QPalette::Text);
}

void UsagePage::load()
{
    const QDate today = QDate::currentDate();
    const int days = kPeriodDays[m_ui->periodComboBox->currentIndex()];
    m_ui->conversationCapEdit->setText(m_settings.value(settings::capPerConversation));
    m_ui->dayCapEdit->setText(m_settings.value(settings::capPerDay));
    m_ui->statusLabel->say(m_sums.isEmpty() ? tr("Adding up…") : QString());
    const int question = ++m_question;
    whenFinished(m_usage.usage(days > 0 ? today.addDays(1 - days) : QDate(), QDate()), this,
                 [this, question](const Result<QList<UsageSum>> &sums) {
                     if (question != m_question)
                         return;
                     m_ui->statusLabel->say(
                         sums ? QString() : tr("The usage could not be read. %1").arg(sums.error().userText));
                     if (sums)
                         take(*sums);
                 });
}

void UsagePage::keepCap(const Setting<QString> &setting, QLineEdit &edit)
{
    const QString amount = edit.text().trimmed();
    if (amount == m_settings.value(setting))
        return;
    if (!amount.isEmpty() && !Money::fromDecimal(amount)) {
        m_ui->statusLabel->say(
            tr("“%1” is no amount, so the cap stays as it was. Write it as 2.50; leave it empty for no cap.")
                .arg(amount.left(40)));
        return;
    }
    m_settings.set(setting, amount);
    m_ui->statusLabel->say(amount.isEmpty() ? tr("There is no such cap now.")
                                            : tr("Nothing that would cost more is sent any more."));
}

void UsagePage::take(const QList<UsageSum> &sums)
{
    m_sums = sums;
    showGroups();
}

UsageGrouping UsagePage::grouping() const
{
    return UsageGrouping(m_ui->groupingComboBox->currentIndex());
}

void UsagePage::showGroups()
{
    m_lines = groupUsage(m_sums, grouping());
    const QLocale locale;
    QTreeWidget &tree = *m_ui->usageTree;
    tree.clear();
    tree.setHeaderLabels(headings(grouping()));
    for (int column = Cost; column < ColumnCount; ++column)
        tree.headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    QList<QTreeWidgetItem *> items;
    for (const UsageLine &line : m_lines) {
        const UsageSum &sum = line.sum;
        auto *item =
            new QTreeWidgetItem({groupText(line.group), costText(sum),
                                 sum.withoutCost > 0 ? locale.toString(sum.withoutCost) : QString(),
                                 locale.toString(sum.requests), locale.toString(sum.promptTokens),
                                 locale.toString(sum.cachedTokens), locale.toString(sum.completionTokens),
                                 locale.toString(sum.reasoningTokens)});
        for (int column = Cost; column < ColumnCount; ++column)
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        items.append(item);
    }
    tree.addTopLevelItems(items);
    for (int column = 0; column < ColumnCount; ++column)
        tree.resizeColumnToContents(column);
    m_ui->saveCsvButton->setEnabled(!m_lines.isEmpty());
    showChart();
    showTotal();
}

void UsagePage::showChart()
{
    // Tokens where no cost is known: bars of nothing would say that it was free.
    const bool costs = totalUsage(m_sums).cost > Money{};
    const auto tokens = [](const UsageSum &sum) { return sum.promptTokens + sum.completionTokens; };
    const QLocale locale;
    QList<UsageChart::Bar> bars;
    const UsageLine *highest = nullptr;
    const auto value = [&](const UsageSum &sum) { return double(costs ? sum.cost.picoUsd : tokens(sum)); };
    const auto text = [&](const UsageSum &sum) {
        return costs ? costText(sum) : tr("%1 tokens").arg(locale.toString(tokens(sum)));
    };
    for (const UsageLine &line : m_lines) {
        const QString group = groupText(line.group);
        const QString amount = text(line.sum);
        bars.append(
            {value(line.sum), group,
             amount.isEmpty() ? group : tr("%1: %2", "day, month, model or key: amount").arg(group, amount)});
        if (!highest || value(line.sum) > value(highest->sum))
            highest = &line;
    }
    if (grouping() == UsageGrouping::Day || grouping() == UsageGrouping::Month)
        std::reverse(bars.begin(), bars.end()); // time goes to the right
    const QString top = highest && value(highest->sum) > 0 ? text(highest->sum) : QString();
    m_ui->usageChart->show(bars, top);
    m_ui->usageChart->setAccessibleDescription(
        top.isEmpty() ? QString() : tr("The highest bar is %1, %2.").arg(groupText(highest->group), top));
    m_ui->usageChart->setVisible(!top.isEmpty());
}

void UsagePage::showTotal()
{
    const UsageSum total = totalUsage(m_sums);
    const QLocale locale;
    if (total.requests == 0) {
        m_ui->totalLabel->setText(
            tr("Nothing was asked in this time. What conversations cost will be added up "
               "here, from the history on this computer."));
        return;
    }
    QStringList sentences;
    const QString cost = costText(total);
    const QString requests =
        total.requests == 1 ? tr("One request") : tr("%1 requests").arg(locale.toString(total.requests));
    sentences.append(cost.isEmpty() ? tr("%1 at an unknown cost.").arg(requests)
                                    : tr("%1 for %2.").arg(requests, cost));
    sentences.append(tr("%1 tokens in, of these %2 cached, and %3 out, of these %4 for reasoning.")
                         .arg(locale.toString(total.promptTokens), locale.toString(total.cachedTokens),
                              locale.toString(total.completionTokens),
                              locale.toString(total.reasoningTokens)));
    if (total.computedCost > Money{})
        sentences.append(tr("%1 of it was computed from listed prices.").arg(total.computedCost.toDisplay()));
    if (!cost.isEmpty() && total.withoutCost > 0) {
        sentences.append(total.withoutCost == 1
                             ? tr("The cost of one of them is not known; it may still be billed.")
                             : tr("The cost of %1 of them is not known; they may still be billed.")
                                   .arg(locale.toString(total.withoutCost)));
    }
    m_ui->totalLabel->setText(sentences.join(u' '));
}

QString UsagePage::groupText(const QString &group) const
{
    switch (grouping()) {
    case UsageGrouping::Day:
        return QLocale().toString(QDate::fromString(group, Qt::ISODate), QLocale::ShortFormat);
    case UsageGrouping::Month:
        return QLocale().toString(QDate::fromString(group + QStringLiteral("-01"), Qt::ISODate),
                                  QStringLiteral("MMMM yyyy"));
    case UsageGrouping::Model:
        return group;
    case UsageGrouping::Key:
        break;
    }
    if (group == u"environment")
        return tr("From the environment");
    if (group == u"session")
        return tr("Kept for a session");
    const QUuid id(group);
    const QList<StoredKey> entries = KeyIndex(m_settings).entries();
    for (const StoredKey &entry : entries) {
        if (entry.id == id)
            return entry.name.isEmpty() ? QUrl(entry.origin).host() : entry.name;
    }
    return group.isEmpty() ? tr("Not known") : tr("A removed key (%1)").arg(group.left(13));
}

QString UsagePage::csv() const
{
    QString csv = csvLine(headings(grouping()));
    for (const UsageLine &line : m_lines) {
        const UsageSum &sum = line.sum;
        csv += csvLine({line.group, sum.requests == sum.withoutCost ? QString() : sum.cost.toDecimal(),
                        QString::number(sum.withoutCost), QString::number(sum.requests),
                        QString::number(sum.promptTokens), QString::number(sum.cachedTokens),
                        QString::number(sum.completionTokens), QString::number(sum.reasoningTokens)});
    }
    return csv;
}

} // namespace tabletalk
