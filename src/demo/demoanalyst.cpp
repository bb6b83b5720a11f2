// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demoanalyst.h"

#include "demoanswers.h"

#include <QJsonArray>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

namespace tabletalk {

namespace {

bool offersQueries(const QJsonObject &request)
{
    for (const auto &tool : request[QLatin1String("tools")].toArray()) {
        if (tool[QLatin1String("function")][QLatin1String("name")] == QLatin1String("run_sql"))
            return request[QLatin1String("tool_choice")] != QLatin1String("none");
    }
    return false;
}

QString lastText(const QJsonArray &messages, QLatin1String role)
{
    for (auto message = messages.end(); message != messages.begin();) {
        --message;
        if ((*message)[QLatin1String("role")] == role)
            return demoText((*message)[QLatin1String("content")]);
    }
    return {};
}

//! The first table that the instructions name.
QString tableIn(const QJsonArray &messages)
{
    static const QRegularExpression naming(QStringLiteral("^Table ([^:\\s]+): \""),
                                           QRegularExpression::MultilineOption);
    return naming.match(demoText(messages.first()[QLatin1String("content")])).captured(1);
}

//! How many results of tools follow the last question.
int resultsSince(const QJsonArray &messages)
{
    int results = 0;
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        const QJsonValue role = messages.at(i)[QLatin1String("role")];
        if (role == QLatin1String("user"))
            break;
        results += role == QLatin1String("tool") ? 1 : 0;
    }
    return results;
}

QString quoted(const QString &name)
{
    return u'"' + QString(name).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

DemoMove query(const QString &table, const QString &schema)
{
    static const QRegularExpression column(QStringLiteral("^\\s*\"((?:[^\"]|\"\")+)\" ([A-Z]+)"),
                                           QRegularExpression::MultilineOption);
    QString label;
    QString number;
    for (auto match = column.globalMatch(schema); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const QString name = found.captured(1).replace(QStringLiteral("\"\""), QStringLiteral("\""));
        const QString type = found.captured(2);
        if (type == QLatin1String("TEXT") && label.isEmpty())
            label = name;
        else if (type != QLatin1String("TEXT") && type != QLatin1String("DATE")
                 && type != QLatin1String("TIMESTAMP"))
            number = name; // the last one: the first is often a number of the row
    }
    QString sql = QStringLiteral("SELECT count(*) AS n\nFROM %1").arg(quoted(table));
    QString why = QStringLiteral("Number of rows");
    if (!label.isEmpty() && !number.isEmpty()) {
        sql =
            QStringLiteral("SELECT %1, count(*) AS n, sum(%2) AS total\nFROM %3\nGROUP BY 1\nORDER BY 3 DESC")
                .arg(quoted(label), quoted(number), quoted(table));
        why = QStringLiteral("Total of %1 by %2").arg(number, label);
    } else if (!label.isEmpty()) {
        sql = QStringLiteral("SELECT %1, count(*) AS n\nFROM %2\nGROUP BY 1\nORDER BY 2 DESC")
                  .arg(quoted(label), quoted(table));
        why = QStringLiteral("Rows by %1").arg(label);
    } else if (!number.isEmpty()) {
        sql = QStringLiteral("SELECT count(*) AS n, sum(%1) AS total, avg(%1) AS mean\nFROM %2")
                  .arg(quoted(number), quoted(table));
        why = QStringLiteral("Total of %1").arg(number);
    }
    return {QStringLiteral("run_sql"),
            {{QStringLiteral("sql"), sql}, {QStringLiteral("why"), why}},
            QStringLiteral("I look at the table.")};
}

QString grouped(double number)
{
    const bool isWhole = number == double(qint64(number));
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number, 'f', isWhole ? 0 : 2);
}

QString answer(const QString &result, bool isWrong)
{
    static const QRegularExpression fence(QStringLiteral("<(data-[0-9a-f]+)>\n(.*)</\\1>"),
                                          QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch data = fence.match(result);
    if (!data.hasMatch())
        return QStringLiteral("There is no result to speak of. ") + result.left(300);
    const QStringList lines = data.captured(2).split(u'\n', Qt::SkipEmptyParts);
    if (lines.size() < 2)
        return QStringLiteral("The result has no rows.");
    const QStringList first = lines.at(1).split(u',');
    const double most = first.constLast().toDouble() * (isWrong ? 1.17 : 1);
    QString text = QStringLiteral("**%1** comes first with **%2**").arg(first.constFirst(), grouped(most));
    if (lines.size() > 2) {
        const QStringList second = lines.at(2).split(u',');
        const double next = second.constLast().toDouble();
        text += QStringLiteral(", then **%1** with %2: a difference of %3")
                    .arg(second.constFirst(), grouped(next), grouped(first.constLast().toDouble() - next));
    }
    return text
           + QStringLiteral(
               ".\n\nNo model was asked: this is the demo, which played one that queries the table. "
               "Figures with a dotted line lead to the cells they come from.");
}

} // namespace

std::optional<DemoMove> demoMove(const QJsonObject &request)
{
    const QJsonArray messages = request[QLatin1String("messages")].toArray();
    if (!offersQueries(request) || messages.isEmpty())
        return std::nullopt;
    const QString table = tableIn(messages);
    if (table.isEmpty())
        return std::nullopt;
    const QString result = lastText(messages, QLatin1String("tool"));
    switch (resultsSince(messages)) {
    case 0:
        return DemoMove{QStringLiteral("describe"), {{QStringLiteral("table"), table}}, {}};
    case 1:
        return query(table, result);
    default:
        const QString question = lastText(messages, QLatin1String("user"));
        return DemoMove{{}, {}, answer(result, question.contains(QLatin1String("demo: wrong")))};
    }
}

} // namespace tabletalk
