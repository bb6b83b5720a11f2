// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"
#include "queryservice.h"
#include "result.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <memory>

namespace tabletalk {

class AttachmentService;
class TableService;

//! An attachment that is a table, and its name in SQL.
struct NamedTable {
    QString name;
    Attachment attachment;
};
//! Those of the attachments that are tables, in order and once each.
QList<NamedTable> namedTables(const QList<Attachment> &attachments);

//! What queries of one conversation see.
struct OpenedTables {
    QList<QueryTable> tables;
    QStringList sources; //!< of each, its name and the beginning of its source's SHA-256
};

//! The tables of conversations, as queries see them. What was read is kept while there is room, since the
//! next query is about the same tables. Window thread.
class TableBook : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 kMostKept = qint64{1} << 30; //!< bytes of tables

    //! Both outlive it.
    TableBook(AttachmentService &attachments, TableService &tables, QObject *parent = nullptr);

    //! namedTables(), read. Errors: Attachment…, Worker….
    QFuture<Result<OpenedTables>> open(const QList<Attachment> &attachments);

private:
    struct Kept {
        QByteArray key;
        Table table;
    };
    struct Opening {
        QList<NamedTable> wanted;
        OpenedTables opened;
        QPromise<Result<OpenedTables>> promise;
    };

    //! Opens what is still wanted, one after the other.
    void openNext(const std::shared_ptr<Opening> &opening);
    void add(Opening &opening, const Table &table);
    void keep(const QByteArray &key, const Table &table);

    AttachmentService &m_attachments;
    TableService &m_tables;
    QList<Kept> m_kept; //!< the least used first
};

} // namespace tabletalk
