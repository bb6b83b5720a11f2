// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/attachmentintake.h"

#include "composer/attachmentbar.h"
#include "composer/attachmentchip.h"
#include "composer/messageedit.h"
#include "composer/pastedtable.h"
#include "symbolicicon.h"

#include <QPointer>
#include <QTextCursor>
#include <QToolButton>

namespace tabletalk {

AttachmentIntake::AttachmentIntake(MessageEdit &edit, AttachmentBar &bar, QToolButton &tableOffer,
                                   QObject *parent)
    : QObject(parent)
    , m_edit(edit)
    , m_bar(bar)
    , m_tableOffer(tableOffer)
{
    connect(&edit, &MessageEdit::attachmentOffered, this, &AttachmentIntake::take);
    connect(&edit, &MessageEdit::longTextOffered, this, &AttachmentIntake::takeLongText);
    connect(&edit, &MessageEdit::tableInserted, this, &AttachmentIntake::offerTable);
    connect(&edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_offeredTable.isEmpty() && !m_edit.toPlainText().contains(m_offeredTable))
            offerTable({});
    });
    connect(&tableOffer, &QToolButton::clicked, this, &AttachmentIntake::takeOfferedTable);
    connect(&bar, &AttachmentBar::textOffered, this, &AttachmentIntake::insertText);
}

QToolButton *AttachmentIntake::makeOffer(QWidget *parent)
{
    auto *offer = new QToolButton(parent);
    offer->setObjectName(QStringLiteral("useAsTableButton"));
    offer->setText(tr("Use as table"));
    offer->setToolTip(tr("Read the pasted text as a table, which goes along with the message"));
    offer->setIcon(symbolicIcon(QStringLiteral("table")));
    offer->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    offer->setAutoRaise(true);
    offer->setFocusPolicy(Qt::StrongFocus);
    offer->hide();
    return offer;
}

void AttachmentIntake::take(const QMimeData &mime)
{
    const QList<QPointer<AttachmentChip>> added = m_bar.take(mime);
    if (!added.isEmpty()) {
        m_edit.setUndo([this, added] {
            for (const QPointer<AttachmentChip> &chip : added)
                m_bar.remove(chip);
        });
    }
    m_edit.setFocus();
}

void AttachmentIntake::takeLongText(const QString &text)
{
    const QPointer<AttachmentChip> chip = m_bar.addText(text);
    if (chip)
        m_edit.setUndo([this, chip] { m_bar.remove(chip); });
    m_edit.setFocus();
}

void AttachmentIntake::offerTable(const QString &text)
{
    // As the box holds it, where it is looked for.
    m_offeredTable = text;
    m_offeredTable.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    m_tableOffer.setVisible(!text.isEmpty());
}

void AttachmentIntake::takeOfferedTable()
{
    const QString text = m_offeredTable;
    const qsizetype at = m_edit.toPlainText().indexOf(text);
    if (at < 0)
        return;
    // By a cursor, so that undo brings the text back.
    QTextCursor cursor(m_edit.document());
    cursor.setPosition(int(at));
    cursor.setPosition(int(at + text.size()), QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    offerTable({});
    const QPointer<AttachmentChip> chip = m_bar.addTable({{.name = tr("Pasted table")}, text.toUtf8(), text});
    if (chip) {
        m_edit.setUndo([this, chip, text] {
            m_bar.remove(chip);
            m_edit.undo();
            offerTable(text);
        });
    }
    m_edit.setFocus();
}

void AttachmentIntake::insertText(const QString &text)
{
    m_edit.textCursor().insertText(text);
    m_edit.setUndo([this, removed = m_bar.lastRemoved()] {
        m_edit.undo();
        m_bar.addAgain(removed);
    });
    m_edit.setFocus();
}

} // namespace tabletalk
