// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/editbox.h"

#include "composer/messageedit.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

namespace tabletalk {

EditBox::EditBox(QWidget *parent)
    : MessageFrame(parent)
    , m_edit(new MessageEdit(this))
    , m_title(new QLabel(this))
    , m_rerunButton(new QPushButton(tr("Save and rerun"), this))
    , m_saveButton(new QPushButton(tr("Save"), this))
{
    m_edit->setObjectName(QStringLiteral("editMessageEdit"));
    m_edit->setAccessibleName(tr("Edit your message"));
    m_edit->setSendKey(SendKey::CtrlEnter);
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_title->setWordWrap(true);
    m_rerunButton->setObjectName(QStringLiteral("saveAndRerunButton"));
    m_rerunButton->setToolTip(tr("Save a new version and ask it (Ctrl+Enter)"));
    m_saveButton->setObjectName(QStringLiteral("saveButton"));
    m_saveButton->setToolTip(tr("Save a new version without asking (Ctrl+S)"));
    auto *cancelButton = new QPushButton(tr("Cancel"), this);
    cancelButton->setToolTip(tr("Leave the message as it is (Esc)"));

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_title, 1);
    buttons->addWidget(cancelButton);
    buttons->addWidget(m_saveButton);
    buttons->addWidget(m_rerunButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_edit);
    layout->addLayout(buttons);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusProxy(m_edit);
    hide();

    auto *save = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_S), this);
    save->setContext(Qt::WidgetWithChildrenShortcut);
    connect(save, &QShortcut::activated, this, &EditBox::requestSave);
    connect(m_edit, &MessageEdit::sendRequested, this, &EditBox::requestRerun);
    connect(m_saveButton, &QPushButton::clicked, this, &EditBox::requestSave);
    connect(m_rerunButton, &QPushButton::clicked, this, &EditBox::requestRerun);
    connect(cancelButton, &QPushButton::clicked, this, &EditBox::cancel);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        const bool hasWords = !text().trimmed().isEmpty();
        m_saveButton->setEnabled(hasWords);
        m_rerunButton->setEnabled(hasWords);
    });
}

void EditBox::begin(const QString &text, bool isQuestion)
{
    m_isQuestion = isQuestion;
    m_title->setText(isQuestion ? tr("The old version stays.") : tr("The model's own version stays."));
    m_edit->setAccessibleName(isQuestion ? tr("Edit your message") : tr("Edit the answer"));
    m_rerunButton->setVisible(isQuestion);
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
    show();
    setFocus();
}

void EditBox::cancel()
{
    hide();
    emit cancelled();
}

QString EditBox::text() const
{
    return m_edit->toPlainText();
}

void EditBox::requestSave()
{
    if (m_saveButton->isEnabled())
        emit saveRequested(text(), false);
}

void EditBox::requestRerun()
{
    if (m_saveButton->isEnabled())
        emit saveRequested(text(), m_isQuestion);
}

} // namespace tabletalk
