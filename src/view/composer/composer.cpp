// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/composer.h"

#include "composer/attachmentbar.h"
#include "composer/messageedit.h"
#include "composer/pastedtable.h"
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
    , m_tableOffer(new QToolButton(this))
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
    m_tableOffer->setObjectName(QStringLiteral("useAsTableButton"));
    m_tableOffer->setText(tr("Use as table"));
    m_tableOffer->setToolTip(tr("Read the pasted text as a table, which goes along with the message"));
    m_tableOffer->setIcon(symbolicIcon(QStringLiteral("table")));
    m_tableOffer->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_tableOffer->setAutoRaise(true);
    m_tableOffer->setFocusPolicy(Qt::StrongFocus);
    m_tableOffer->hide();
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
    layout->addWidget(m_tableOffer, 0, Qt::AlignLeft);
    layout->addLayout(row);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    connect(m_edit, &MessageEdit::sendRequested, this, &Composer::requestSend);
    connect(m_edit, &MessageEdit::newestRequested, this, &Composer::newestRequested);
    connect(m_edit, &MessageEdit::previousRequested, this, &Composer::editLastRequested);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        updateButton();
        if (!m_offeredTable.isEmpty() && !m_edit->toPlainText().contains(m_offeredTable))
            offerTable({});
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
        connect(m_edit, &MessageEdit::attachmentOffered, this, &Composer::attach);
        connect(m_edit, &MessageEdit::tableInserted, this, &Composer::offerTable);
        connect(m_tableOffer, &QToolButton::clicked, this, &Composer::takeOfferedTable);
        connect(m_attachments, &AttachmentBar::textOffered, this, &Composer::insertText);
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

bool Composer::mayAttach()
{
    if (!m_attachingRefused.isEmpty())
        emit attachmentsRefused(m_attachingRefused);
    return m_attachments && m_attachingRefused.isEmpty();
}

void Composer::setAttachingRefused(const QString &reason)
{
    m_attachingRefused = reason;
    m_attachButton->setEnabled(reason.isEmpty());
    m_attachButton->setToolTip(reason.isEmpty() ? tr("Attach pictures, PDF documents, tables or text files")
                                                : reason);
}

void Composer::attachFiles(const QStringList &paths)
{
    if (mayAttach())
        m_attachments->addFiles(paths);
    focusMessage();
}

void Composer::attach(const QMimeData &mime)
{
    // Where nothing can be attached, a table is text as everywhere else.
    if (!m_attachingRefused.isEmpty() && holdsTable(mime))
        insertText(mime.text());
    else if (mayAttach())
        m_attachments->take(mime);
    focusMessage();
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

void Composer::offerTable(const QString &text)
{
    // As the box holds it, where it is looked for.
    m_offeredTable = text;
    m_offeredTable.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    m_tableOffer->setVisible(!text.isEmpty() && m_attachingRefused.isEmpty());
}

void Composer::takeOfferedTable()
{
    const QString text = m_offeredTable;
    const qsizetype at = m_edit->toPlainText().indexOf(text);
    if (at < 0)
        return;
    // By a cursor, so that undo brings the text back.
    QTextCursor cursor(m_edit->document());
    cursor.setPosition(int(at));
    cursor.setPosition(int(at + text.size()), QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    offerTable({});
    m_attachments->addTable({{.name = tr("Pasted table")}, text.toUtf8(), text});
    focusMessage();
}

void Composer::insertText(const QString &text)
{
    m_edit->textCursor().insertText(text);
    focusMessage();
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
