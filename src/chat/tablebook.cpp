// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablebook.h"

#include "attachmentservice.h"
#include "sqltablename.h"
#include "tableservice.h"
#include "whenfinished.h"

#include <QJsonDocument>

#include <algorithm>

namespace tabletalk {

namespace {

//! What was read from the same bytes in the same way is the same table.
QByteArray keyOf(const Attachment &attachment)
{
    TableOrder order = attachment.table->order;
    order.form.reset();
    order.privateColumns.clear();
    return attachment.sha256 + QJsonDocument(toJson(order)).toJson(QJsonDocument::Compact);
}

} // namespace

TableBook::TableBook(AttachmentService &attachments, TableService &tables, QObject *parent)
    : QObject(parent)
    , m_attachments(attachments)
    , m_tables(tables)
{
}

QList<NamedTable> namedTables(const QList<Attachment> &attachments)
{
    QList<NamedTable> named;
    QList<QByteArray> keys;
    QStringList taken;
    for (const Attachment &attachment : attachments) {
        if (!attachment.table || keys.contains(keyOf(attachment)))
            continue;
        keys.append(keyOf(attachment));
        taken.append(sqlTableName(attachment.name, taken));
        named.append({taken.constLast(), attachment});
    }
    return named;
}

QFuture<Result<OpenedTables>> TableBook::open(const QList<Attachment> &attachments)
{
    auto opening = std::make_shared<Opening>();
    opening->promise.start();
    opening->wanted = namedTables(attachments);
    QFuture<Result<OpenedTables>> future = opening->promise.future();
    openNext(opening);
    return future;
}

void TableBook::openNext(const std::shared_ptr<Opening> &opening)
{
    while (!opening->wanted.isEmpty()) {
        const QByteArray key = keyOf(opening->wanted.constFirst().attachment);
        const auto kept = std::ranges::find(m_kept, key, &Kept::key);
        if (kept == m_kept.end())
            break;
        m_kept.move(kept - m_kept.begin(), m_kept.size() - 1);
        add(*opening, m_kept.constLast().table);
    }
    if (opening->wanted.isEmpty()) {
        opening->promise.addResult(opening->opened);
        opening->promise.finish();
        return;
    }
    const auto fail = [opening](const Error &error) {
        opening->promise.addResult(error);
        opening->promise.finish();
    };
    const Attachment attachment = opening->wanted.constFirst().attachment;
    whenFinished(m_attachments.bytes({attachment}), this,
                 [this, opening, attachment, fail](const Result<QHash<QByteArray, QByteArray>> &bytes) {
                     if (!bytes)
                         return fail(bytes.error());
                     whenFinished(m_tables.read(attachment.table->order, bytes->value(attachment.sha256)),
                                  this, [this, opening, attachment, fail](const Result<Table> &table) {
                                      if (!table)
                                          return fail(table.error());
                                      keep(keyOf(attachment), *table);
                                      add(*opening, *table);
                                      openNext(opening);
                                  });
                 });
}

void TableBook::add(Opening &opening, const Table &table)
{
    const NamedTable named = opening.wanted.takeFirst();
    opening.opened.tables.append(
        {.name = named.name, .table = table, .privateColumns = named.attachment.table->order.privateColumns});
    opening.opened.sources.append(
        QStringLiteral("%1 %2").arg(named.name, QString::fromLatin1(named.attachment.sha256.left(16))));
}

void TableBook::keep(const QByteArray &key, const Table &table)
{
    m_kept.append({key, table});
    qint64 bytes = 0;
    for (const Kept &kept : std::as_const(m_kept))
        bytes += kept.table.block().size();
    while (bytes > kMostKept && m_kept.size() > 1)
        bytes -= m_kept.takeFirst().table.block().size();
}

} // namespace tabletalk
