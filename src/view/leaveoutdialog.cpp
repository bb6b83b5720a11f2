// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "leaveoutdialog.h"

#include "ui_leaveoutdialog.h"

#include <QHeaderView>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace tabletalk {

namespace {

//! Nobody reads more; what follows is named by its number.
constexpr int kMostRows = 1000;

} // namespace

LeaveOutDialog::LeaveOutDialog(const ContextFit &fit, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::LeaveOutDialog>())
    , m_fit(fit)
{
    m_ui->setupUi(this);
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setText(tr("&Send without them"));
    const QList<int> &omissions = m_fit.omissions();
    m_ui->countSpinBox->setMaximum(int(omissions.size()));
    m_ui->countSpinBox->setValue(int(omissions.indexOf(m_fit.suggestedOmission())) + 1);
    fillTree();
    m_ui->turnTree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_ui->turnTree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(m_ui->countSpinBox, &QSpinBox::valueChanged, this, &LeaveOutDialog::showChoice);
    showChoice();
    m_ui->countSpinBox->setFocus();
}

LeaveOutDialog::~LeaveOutDialog() = default;

int LeaveOutDialog::leftOutTurns() const
{
    return m_fit.omissions().at(m_ui->countSpinBox->value() - 1);
}

bool LeaveOutDialog::isForAll() const
{
    return m_ui->alwaysCheckBox->isChecked();
}

void LeaveOutDialog::fillTree()
{
    const QLocale locale;
    const QList<ContextFit::Part> &parts = m_fit.parts();
    QList<QTreeWidgetItem *> items;
    for (int i = 0; i < std::min(int(parts.size()), kMostRows); ++i) {
        const ContextFit::Part &part = parts.at(i);
        const QString words = part.role == TurnRole::User ? tr("You: %1").arg(part.firstWords)
                                                          : tr("Answer: %1").arg(part.firstWords);
        auto *item = new QTreeWidgetItem({words, locale.toString(part.tokens)});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        items.append(item);
    }
    if (parts.size() > kMostRows)
        items.append(
            new QTreeWidgetItem({tr("… and %n more turn(s)", nullptr, int(parts.size()) - kMostRows)}));
    m_ui->turnTree->addTopLevelItems(items);
}

void LeaveOutDialog::showChoice()
{
    const int leftOut = leftOutTurns();
    for (int i = 0; i < std::min(int(m_fit.parts().size()), kMostRows); ++i) {
        QTreeWidgetItem *item = m_ui->turnTree->topLevelItem(i);
        QFont font = m_ui->turnTree->font();
        font.setStrikeOut(i < leftOut);
        for (int column = 0; column < 2; ++column) {
            item->setFont(column, font);
            item->setForeground(
                column, palette().brush(i < leftOut ? QPalette::Disabled : QPalette::Active, QPalette::Text));
        }
        item->setData(0, Qt::AccessibleTextRole,
                      i < leftOut ? tr("%1 (not sent)").arg(item->text(0)) : item->text(0));
    }
    m_ui->turnTree->setCurrentItem(m_ui->turnTree->topLevelItem(std::min(leftOut, kMostRows)));
    m_ui->turnTree->clearSelection();

    const QLocale locale;
    const QString sent = tr("%n turn(s) are left out; about %1 tokens are sent.", nullptr, leftOut)
                             .arg(locale.toString(m_fit.tokens(leftOut)));
    m_ui->statusLabel->say(
        m_fit.context() ? sent + u' ' + tr("The model takes %1.").arg(locale.toString(*m_fit.context()))
                        : sent + u' ' + tr("How much the model takes is not known."));
}

} // namespace tabletalk
