// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "chatservices.h"
#include "completion.h"
#include "datasharing.h"
#include "tablebook.h"
#include "turn.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <memory>

namespace tabletalk {

class Settings;

//! What a model may call to ask the tables of a conversation: describe, run_sql and find_values. Queries
//! run in the helper process; what the model is told of a result is decided here, and the whole of it is
//! kept for the person. Window thread.
class TableTools : public QObject {
    Q_OBJECT
public:
    //! All outlive it.
    TableTools(TableBook &book, QueryService &queries, Settings &settings, QObject *parent = nullptr);

    //! Lets the model query those of the attachments that are tables: the tools, and what it has to know of
    //! the tables beside what their attachments say. Nothing where there are none.
    static void offer(CompletionRequest &request, const QList<Attachment> &attachments);

    DataSharing sharing() const;
    //! Of the tables among the attachments. Never fails: what went wrong is what the model, and the person,
    //! are told. A cancelled future's query is ended.
    QFuture<ToolResultStep> run(const ToolCall &call, const QList<Attachment> &attachments);

private:
    using Promise = std::shared_ptr<QPromise<ToolResultStep>>;

    void runOn(const ToolCall &call, const OpenedTables &tables, const Promise &promise);
    void runSql(const QString &callId, const QString &sql, const QString &why, const OpenedTables &tables,
                const Promise &promise);

    TableBook &m_book;
    QueryService &m_queries;
    Settings &m_settings;
};

//! Whether the model may query tables: there are tools, the person shares something, and the model's list
//! does not say that it knows no tools.
bool canQuery(const ChatServices &services, const QString &model);

} // namespace tabletalk
