// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/findbar.h"

#include "symbolicicon.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

namespace tabletalk {

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_result(new QLabel(this))
{
    setObjectName(QStringLiteral("findBar"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 2, 12, 4);
    layout->setSpacing(4);

    m_edit->setObjectName(QStringLiteral("findLineEdit"));
    m_edit->setAccessibleName(tr("Find in conversation"));
    m_edit->setPlaceholderText(tr("Find in conversation"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(symbolicIcon(QStringLiteral("find")), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);
    layout->addWidget(m_edit, 1);
    m_result->setObjectName(QStringLiteral("findResultLabel"));
    m_result->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 of %2").arg(1000).arg(1000)));
    m_result->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_result);

    m_previous = addButton({}, tr("Previous match"), QStringLiteral("previousMatchButton"));
    m_previous->setIcon(symbolicIcon(QStringLiteral("previous")));
    m_previous->setToolTip(tr("Previous match (Shift+F3)"));
    m_next = addButton({}, tr("Next match"), QStringLiteral("nextMatchButton"));
    m_next->setIcon(symbolicIcon(QStringLiteral("next")));
    m_next->setToolTip(tr("Next match (F3)"));
    m_case = addButton(QStringLiteral("Aa"), tr("Match case"), QStringLiteral("matchCaseButton"));
    m_word = addButton(QStringLiteral("W"), tr("Whole words"), QStringLiteral("wholeWordsButton"));
    m_expression =
        addButton(QStringLiteral(".*"), tr("Regular expression"), QStringLiteral("regularExpressionButton"));
    QToolButton *close = addButton({}, tr("Close the search"), QStringLiteral("closeFindButton"));
    close->setIcon(symbolicIcon(QStringLiteral("close")));
    close->setToolTip(tr("Close (Esc)"));

    connect(m_edit, &QLineEdit::textChanged, this, [this] { emit queryChanged(query()); });
    for (QToolButton *button : {m_case, m_word, m_expression}) {
        button->setCheckable(true);
        connect(button, &QToolButton::toggled, this, [this] { emit queryChanged(query()); });
    }
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

QToolButton *FindBar::addButton(const QString &text, const QString &name, const QString &objectName)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setText(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    layout()->addWidget(button);
    return button;
}

void FindBar::open(const QString &text)
{
    setVisible(true);
    if (!text.isEmpty())
        m_edit->setText(text);
    m_edit->selectAll();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    emit queryChanged(query());
}

void FindBar::show(const FindQuery &query)
{
    const QSignalBlocker noSearch(this);
    m_edit->setText(query.text);
    m_case->setChecked(query.isCaseSensitive);
    m_word->setChecked(query.isWholeWord);
    m_expression->setChecked(query.isRegularExpression);
    setVisible(true);
}

FindQuery FindBar::query() const
{
    return {m_edit->text(), m_case->isChecked(), m_word->isChecked(), m_expression->isChecked()};
}

void FindBar::showResult(int current, int count, bool isSearching, const QString &mistake)
{
    const QLocale locale;
    const QString total = count >= ConversationFinder::kMostMatches || isSearching
                              ? tr("%1+", "that many and more").arg(locale.toString(count))
                              : locale.toString(count);
    QString text;
    if (m_edit->text().isEmpty())
        text.clear();
    else if (!mistake.isEmpty())
        text = tr("Not a regular expression");
    else if (count == 0)
        text = isSearching ? tr("Searching…") : tr("Not found");
    else
        text = tr("%1 of %2").arg(locale.toString(current), total);
    m_result->setText(text);
    m_result->setToolTip(mistake);
    m_result->setAccessibleName(text);
    m_next->setEnabled(count > 0);
    m_previous->setEnabled(count > 0);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    // Before the window's shortcuts: here Esc closes the bar, whatever else it might do.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::eventFilter(watched, event);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        hide();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & Qt::ShiftModifier)
            emit previousRequested();
        else
            emit nextRequested();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void FindBar::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous() && isHidden())
        emit closed();
}

} // namespace tabletalk
