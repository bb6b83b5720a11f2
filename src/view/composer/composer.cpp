// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/composer.h"

#include "composer/attachmentbar.h"
#include "composer/attachmentintake.h"
#include "composer/messageedit.h"
#include "elidedlabel.h"
#include "symbolicicon.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

namespace tabletalk {

namespace {

//! More than a line ever shows: a pasted book is not measured for its first words.
constexpr qsizetype kChipCharacters = 500;

QToolButton *makeChipButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

Composer::Composer(AttachmentService *attachments, TableService *tables, QWidget *parent)
    : MessageFrame(parent)
    , m_edit(new MessageEdit(this))
    , m_attachments(attachments ? new AttachmentBar(*attachments, tables, this) : nullptr)
    , m_attachButton(new QToolButton(this))
    , m_button(new QPushButton(this))
    , m_queuedChip(new QWidget(this))
    , m_queuedLabel(new ElidedLabel(m_queuedChip))
{
    m_edit->setObjectName(QStringLiteral("messageEdit"));
    m_edit->setAccessibleName(tr("Message"));
    m_edit->setPlaceholderText(tr("Write a message"));
    m_button->setObjectName(QStringLiteral("sendButton"));
    m_attachButton->setObjectName(QStringLiteral("attachButton"));
    m_attachButton->setAccessibleName(tr("Attach"));
    m_attachButton->setToolTip(tr("Attach pictures, PDF documents, tables or text files"));
    m_attachButton->setIcon(symbolicIcon(QStringLiteral("attach")));
    m_attachButton->setAutoRaise(true);
    m_attachButton->setFocusPolicy(Qt::StrongFocus);
    m_attachButton->setVisible(m_attachments);
    m_queuedLabel->setObjectName(QStringLiteral("queuedLabel"));

    QToolButton *edit = makeChipButton(tr("Edit"), tr("Edit the queued message"), m_queuedChip);
    QToolButton *drop = makeChipButton({}, tr("Remove the queued message"), m_queuedChip);
    drop->setIcon(symbolicIcon(QStringLiteral("close")));
    auto *chipLayout = new QHBoxLayout(m_queuedChip);
    chipLayout->setContentsMargins(0, 0, 0, 0);
    chipLayout->addWidget(m_queuedLabel, 1);
    chipLayout->addWidget(edit);
    chipLayout->addWidget(drop);
    m_queuedChip->hide();

    auto *row = new QHBoxLayout;
    row->addWidget(m_attachButton, 0, Qt::AlignBottom);
    row->addWidget(m_edit, 1);
    row->addWidget(m_button, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_queuedChip);
    if (m_attachments)
        layout->addWidget(m_attachments);
    QToolButton *tableOffer = AttachmentIntake::makeOffer(this);
    layout->addWidget(tableOffer, 0, Qt::AlignLeft);
    layout->addLayout(row);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    connect(m_edit, &MessageEdit::sendRequested, this, &Composer::requestSend);
    connect(m_edit, &MessageEdit::newestRequested, this, &Composer::newestRequested);
    connect(m_edit, &MessageEdit::previousRequested, this, &Composer::editLastRequested);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        updateButton();
        emit textEdited(m_edit->toPlainText());
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_isBusy)
            emit stopRequested();
        else
            requestSend();
    });
    connect(edit, &QToolButton::clicked, this, &Composer::editQueuedRequested);
    connect(drop, &QToolButton::clicked, this, &Composer::dropQueuedRequested);
    connect(m_attachButton, &QToolButton::clicked, this, &Composer::chooseFiles);
    if (m_attachments) {
        m_edit->setTakesAttachments(true);
        m_intake = new AttachmentIntake(*m_edit, *m_attachments, *tableOffer, this);
        connect(m_attachments, &AttachmentBar::changed, this, &Composer::takeAttachmentChange);
        connect(m_attachments, &AttachmentBar::refused, this, [this](const QString &reasons) {
            // Not without what was refused: the person decides anew.
            m_sendWhenRead = false;
            updateButton();
            emit attachmentsRefused(reasons);
        });
    }
    setFocusProxy(m_edit);
    updateButton();
}

void Composer::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Attach files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &Composer::attachFiles);
    dialog->open();
}

void Composer::setTemporary(bool isTemporary)
{
    if (m_attachments)
        m_attachments->setKeeping(isTemporary ? Keeping::InMemory : Keeping::OnDisk);
}

void Composer::attachFiles(const QStringList &paths)
{
    if (m_attachments)
        m_attachments->addFiles(paths);
    focusMessage();
}

void Composer::attach(const QMimeData &mime)
{
    if (m_intake)
        m_intake->take(mime);
}

QList<Attachment> Composer::attachments() const
{
    return m_attachments ? m_attachments->attachments() : QList<Attachment>();
}

void Composer::setAttachments(const QList<Attachment> &attachments)
{
    m_sendWhenRead = false;
    if (m_attachments)
        m_attachments->setAttachments(attachments);
}

void Composer::takeAttachmentChange()
{
    updateButton();
    emit attachmentsChanged();
    if (m_sendWhenRead && !m_attachments->isReading())
        requestSend();
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::setText(const QString &text)
{
    if (text == m_edit->toPlainText())
        return;
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

void Composer::giveBack(const QString &text)
{
    const QString current = this->text();
    setText(current.isEmpty() ? text : text + QStringLiteral("\n\n") + current);
    focusMessage();
}

void Composer::setSendKey(SendKey key)
{
    m_edit->setSendKey(key);
    updateButton();
}

void Composer::setBusy(bool busy)
{
    m_isBusy = busy;
    updateButton();
}

void Composer::setQueuedMessage(const QString &text)
{
    m_queuedLabel->setFullText(tr("Next: %1").arg(text.left(kChipCharacters)));
    m_queuedChip->setVisible(!text.isEmpty());
}

void Composer::focusMessage()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::updateButton()
{
    const QString name = m_isBusy ? tr("Stop") : tr("Send");
    m_button->setText(name);
    m_button->setAccessibleName(name);
    m_button->setToolTip(m_isBusy ? tr("Stop receiving this answer (Esc)")
                                  : tr("Send the message (Ctrl+Enter)"));
    const bool hasAttachments = m_attachments && !m_attachments->isEmpty();
    m_button->setEnabled(m_isBusy || ((!text().trimmed().isEmpty() || hasAttachments) && !m_sendWhenRead));
}

void Composer::requestSend()
{
    m_sendWhenRead = m_attachments && m_attachments->isReading();
    updateButton();
    if (!m_sendWhenRead && (!text().trimmed().isEmpty() || !attachments().isEmpty()))
        emit sendRequested(text());
}

} // namespace tabletalk
