// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tabletools.h"

#include "resultformodel.h"
#include "settings.h"
#include "tableprompt.h"
#include "whenfinished.h"

#include <QJsonDocument>
#include <QPromise>
#include <QRandomGenerator>

#include <algorithm>
#include <memory>

namespace tabletalk {

namespace {

//! Of a result that is kept with the conversation.
constexpr qint64 kMostKeptRows = 5'000;
constexpr qint64 kMostKeptBytes = qint64{1} << 20;

QJsonObject schemaOf(const QList<std::pair<QString, QString>> &texts)
{
    QJsonObject properties;
    QJsonArray required;
    for (const auto &[name, description] : texts) {
        properties.insert(name, QJsonObject{{QStringLiteral("type"), QStringLiteral("string")},
                                            {QStringLiteral("description"), description}});
        required.append(name);
    }
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"), properties},
            {QStringLiteral("required"), required}};
}

QString quoted(const QString &text, QChar quote)
{
    QString inside = text;
    return quote + inside.replace(quote, QString(2, quote)) + quote;
}

const QueryTable *findTable(const QList<QueryTable> &tables, const QString &name)
{
    const auto table = std::ranges::find_if(tables, [&name](const QueryTable &each) {
        return each.name.compare(name, Qt::CaseInsensitive) == 0
               || each.table.name().compare(name, Qt::CaseInsensitive) == 0;
    });
    if (table != tables.end())
        return &*table;
    return tables.size() == 1 && name.isEmpty() ? &tables.constFirst() : nullptr;
}

QString namesOf(const QList<QueryTable> &tables)
{
    QStringList names;
    for (const QueryTable &table : tables)
        names.append(table.name);
    return names.join(QStringLiteral(", "));
}

//! A word that no cell can know.
QString newFence()
{
    return QStringLiteral("data-%1").arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
}

QList<ToolDefinition> definitions()
{
    const QString table = QStringLiteral("Name of the table.");
    return {
        {.name = QStringLiteral("run_sql"),
         .description = QStringLiteral("Runs one SQL statement that reads the attached tables (SQLite's "
                                       "language) and gives its result. "
                                       "Let it do all arithmetic: sums, shares, differences, rankings."),
         .parameters = schemaOf({{QStringLiteral("sql"), QStringLiteral("One SELECT statement.")},
                                 {QStringLiteral("why"),
                                  QStringLiteral("For the person: what this finds out, in a few words.")}})},
        {.name = QStringLiteral("describe"),
         .description =
             QStringLiteral("Gives the columns of a table, their types and a profile of their values."),
         .parameters = schemaOf({{QStringLiteral("table"), table}})},
        {.name = QStringLiteral("find_values"),
         .description =
             QStringLiteral("Finds values of a column by a LIKE pattern, the most frequent first. Use it "
                            "before filtering by a text whose spelling is not known."),
         .parameters = schemaOf({{QStringLiteral("table"), table},
                                 {QStringLiteral("column"), QStringLiteral("Name of the column.")},
                                 {QStringLiteral("pattern"), QStringLiteral("For example %gmbh%")}})},
    };
}

QString instructions(const QList<NamedTable> &tables)
{
    QString text =
        QStringLiteral("The tables attached to this conversation can be queried with run_sql; it runs on "
                       "the person's computer. Query rather than compute or guess, and give figures as "
                       "the results have them.\n");
    for (const NamedTable &table : tables) {
        text += QStringLiteral("Table %1: \"%2\", %3 rows, %4 columns.\n")
                    .arg(table.name, table.attachment.name)
                    .arg(table.attachment.table->rows)
                    .arg(table.attachment.table->columns);
    }
    return text;
}

void tell(const std::shared_ptr<QPromise<ToolResultStep>> &promise, const ToolResultStep &step)
{
    promise->addResult(step);
    promise->finish();
}

} // namespace

TableTools::TableTools(TableBook &book, QueryService &queries, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_book(book)
    , m_queries(queries)
    , m_settings(settings)
{
}

void TableTools::offer(CompletionRequest &request, const QList<Attachment> &attachments)
{
    const QList<NamedTable> tables = namedTables(attachments);
    if (tables.isEmpty())
        return;
    request.messages.prepend({.role = WireRole::System, .text = instructions(tables)});
    request.tools = definitions();
}

DataSharing TableTools::sharing() const
{
    return DataSharing(std::clamp(m_settings.value(settings::dataSharing), int(DataSharing::Nothing),
                                  int(DataSharing::Rows)));
}

QFuture<ToolResultStep> TableTools::run(const ToolCall &call, const QList<Attachment> &attachments)
{
    auto promise = std::make_shared<QPromise<ToolResultStep>>();
    promise->start();
    QFuture<ToolResultStep> future = promise->future();
    whenFinished(m_book.open(attachments), this, [this, call, promise](const Result<OpenedTables> &opened) {
        if (promise->isCanceled())
            return;
        if (opened)
            runOn(call, *opened, promise);
        else
            tell(promise, {call.id, problemForModel(opened.error()), {}});
    });
    return future;
}

void TableTools::runOn(const ToolCall &call, const OpenedTables &tables, const Promise &promise)
{
    const auto say = [&call, &promise](const QString &content) { tell(promise, {call.id, content, {}}); };
    QJsonParseError problem;
    const QJsonDocument arguments =
        QJsonDocument::fromJson(call.arguments.isEmpty() ? "{}" : call.arguments.toUtf8(), &problem);
    if (!arguments.isObject()) {
        return say(QStringLiteral("The arguments are no JSON object (%1). Call %2 again with one.")
                       .arg(problem.errorString(), call.name));
    }
    const auto text = [&arguments](const char *name) { return arguments[QLatin1String(name)].toString(); };
    if (call.name == QLatin1String("run_sql")) {
        return text("sql").trimmed().isEmpty() ? say(QStringLiteral("\"sql\" is missing."))
                                               : runSql(call.id, text("sql"), text("why"), tables, promise);
    }
    const bool describes = call.name == QLatin1String("describe");
    if (!describes && call.name != QLatin1String("find_values")) {
        return say(QStringLiteral("There is no tool \"%1\"; there are run_sql, describe and find_values.")
                       .arg(call.name.left(100)));
    }
    const QueryTable *table = findTable(tables.tables, text("table"));
    if (!table) {
        return say(QStringLiteral("There is no table \"%1\"; there are: %2.")
                       .arg(text("table").left(100), namesOf(tables.tables)));
    }
    if (describes) {
        return say(tablePrompt(table->table, {.name = table->name,
                                              .form = TableForm::Schema,
                                              .privateColumns = table->privateColumns})
                       .text);
    }
    const QString pattern = text("pattern");
    const bool isPattern = pattern.contains(u'%') || pattern.contains(u'_');
    const QString sql = QStringLiteral("SELECT %1 AS value, count(*) AS n\nFROM %2\nWHERE %1 LIKE %3\n"
                                       "GROUP BY 1\nORDER BY 2 DESC, 1")
                            .arg(quoted(text("column"), u'"'), quoted(table->name, u'"'),
                                 quoted(isPattern ? pattern : u'%' + pattern + u'%', u'\''));
    runSql(call.id, sql, QStringLiteral("Values like %1").arg(pattern), tables, promise);
}

void TableTools::runSql(const QString &callId, const QString &sql, const QString &why,
                        const OpenedTables &tables, const Promise &promise)
{
    QFuture<Result<QueryAnswer>> running = m_queries.run(
        {.sql = sql, .tables = tables.tables, .mostRows = kMostKeptRows, .mostBytes = kMostKeptBytes});
    auto *stopper = new QFutureWatcher<ToolResultStep>(this);
    connect(stopper, &QFutureWatcherBase::canceled, stopper, [running, stopper]() mutable {
        running.cancel();
        stopper->deleteLater();
    });
    stopper->setFuture(promise->future());
    whenFinished(running, this, [=, this, sources = tables.sources](const Result<QueryAnswer> &answer) {
        ToolResultStep step{callId, {}, QueryRecord{.why = why, .sql = sql, .tables = sources}};
        if (answer) {
            step.content = resultForModel(*answer, sharing(), newFence());
            step.query->ranSql = answer->ranSql == sql ? QString() : answer->ranSql;
            step.query->rows = answer->rowCount;
            step.query->isRowCountExact = answer->isRowCountExact;
            step.query->isCut = answer->isCut;
            step.query->isPrivate = answer->isTainted;
            step.query->microseconds = answer->elapsed.count();
            step.query->warnings = answer->warnings;
            step.query->result = qCompress(answer->result.block());
        } else {
            step.content = problemForModel(answer.error());
            step.query->problem = answer.error().userText;
            step.query->isPrivate = answer.error().kind == ErrorKind::QueryPrivate;
        }
        tell(promise, step);
        stopper->deleteLater();
    });
}

bool canQuery(const ChatServices &services, const QString &model)
{
    if (!services.tools || services.tools->sharing() == DataSharing::Nothing)
        return false;
    const QStringList known = services.models ? services.models->info(model).parameters : QStringList();
    return known.isEmpty() || known.contains(QStringLiteral("tools"));
}

} // namespace tabletalk
