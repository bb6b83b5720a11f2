// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/editbox.h"

#include "composer/attachmentbar.h"
#include "composer/attachmentintake.h"
#include "composer/messageedit.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>

namespace tabletalk {

EditBox::EditBox(AttachmentService *attachments, TableService *tables, QWidget *parent)
    : MessageFrame(parent)
    , m_edit(new MessageEdit(this))
    , m_attachments(attachments ? new AttachmentBar(*attachments, tables, this) : nullptr)
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
    if (m_attachments) {
        QToolButton *tableOffer = AttachmentIntake::makeOffer(this);
        layout->addWidget(m_attachments);
        layout->addWidget(tableOffer, 0, Qt::AlignLeft);
        new AttachmentIntake(*m_edit, *m_attachments, *tableOffer, this);
        connect(m_attachments, &AttachmentBar::changed, this, &EditBox::updateButtons);
        connect(m_attachments, &AttachmentBar::refused, this, &EditBox::attachmentsRefused);
    }
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
    connect(m_edit, &QPlainTextEdit::textChanged, this, &EditBox::updateButtons);
}

void EditBox::updateButtons()
{
    const bool isReading = m_attachments && m_attachments->isReading();
    const bool hasContent = !text().trimmed().isEmpty() || !attachments().isEmpty();
    m_saveButton->setEnabled(hasContent && !isReading);
    m_rerunButton->setEnabled(hasContent && !isReading);
}

void EditBox::setTemporary(bool isTemporary)
{
    if (m_attachments)
        m_attachments->setKeeping(isTemporary ? Keeping::InMemory : Keeping::OnDisk);
}

QList<Attachment> EditBox::attachments() const
{
    return m_attachments ? m_attachments->attachments() : m_begunWith;
}

void EditBox::begin(const QString &text, bool isQuestion, const QList<Attachment> &attachments)
{
    m_isQuestion = isQuestion;
    m_title->setText(isQuestion ? tr("The old version stays.") : tr("The model's own version stays."));
    m_edit->setAccessibleName(isQuestion ? tr("Edit your message") : tr("Edit the answer"));
    m_rerunButton->setVisible(isQuestion);
    m_begunWith = attachments;
    m_edit->setTakesAttachments(isQuestion && m_attachments);
    if (m_attachments)
        m_attachments->setAttachments(attachments);
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
