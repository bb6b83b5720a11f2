// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "searchsource.h"

#include "query.h"
#include "turn.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <optional>

namespace tabletalk {

namespace {

constexpr const char *kSteps = "SELECT kind, text, name FROM step WHERE turn = ? ORDER BY position";

//! Begins each mark: a character for private use is part of no word.
constexpr QChar kMark(u'\uE000');

void appendStrings(const QJsonValue &value, QStringList &strings)
{
    if (value.isString()) {
        strings.append(value.toString());
    } else if (value.isArray()) {
        for (const QJsonValue item : value.toArray())
            appendStrings(item, strings);
    } else if (value.isObject()) {
        for (const QJsonValue item : value.toObject())
            appendStrings(item, strings);
    }
}

//! Arguments as a person would read them: the strings, without JSON's quotes and escapes.
QString readable(const QString &arguments)
{
    const QJsonDocument document = QJsonDocument::fromJson(arguments.toUtf8());
    if (document.isNull())
        return arguments;
    QStringList strings;
    appendStrings(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), strings);
    return strings.join(u'\n');
}

//! A line of dashes and bars, as below the head of a table in markdown.
bool showsTable(const QString &markdown)
{
    static const QRegularExpression ruler(
        QStringLiteral("^[ >]{0,12}\\|?[ \\t]*:?-+:?[ \\t]*(\\|[ \\t]*:?-+:?[ \\t]*)*\\|?[ \\t]*$"),
        QRegularExpression::MultilineOption);
    if (!markdown.contains(u'|') || !markdown.contains(u'-'))
        return false;
    for (auto rulers = ruler.globalMatch(markdown); rulers.hasNext();) {
        if (rulers.next().capturedView().contains(u'|'))
            return true;
    }
    return false;
}

} // namespace

SearchSource::SearchSource(SQLite::Database &database)
    : m_steps(database, kSteps)
{
}

SearchSource::Content SearchSource::contentOf(TurnId turn)
{
    static const int kText = int(StepContent(TextStep{}).index());
    static const int kCall = int(StepContent(ToolCallStep{}).index());
    static const int kChart = int(StepContent(ChartStep{}).index());
    static const int kAttachment = int(StepContent(AttachmentStep{}).index());

    Content content;
    QStringList parts;
    Query query(m_steps, turn);
    while (query.next()) {
        int kind = 0;
        QString text;
        std::optional<QString> name;
        query.read(kind, text, name);
        if (kind == kText) {
            content.hasTable = content.hasTable || showsTable(text);
            parts.append(text);
        } else if (kind == kCall) {
            parts.append(readable(text));
        } else if (kind == kAttachment) {
            parts.append(name.value_or(QString()));
            parts.append(text);
        } else if (kind == kChart) {
            content.hasTable = true;
        }
    }
    content.text = parts.join(u'\n');
    return content;
}

QString searchmarks::role(int role)
{
    return kMark + QStringLiteral("role%1").arg(role);
}

QString searchmarks::model(const QString &model)
{
    return kMark + QStringLiteral("model") + QString::fromLatin1(model.toUtf8().toHex());
}

QString searchmarks::table()
{
    return kMark + QStringLiteral("table");
}

} // namespace tabletalk
