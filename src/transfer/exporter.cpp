// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exporter.h"

#include "treejson.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tabletalk::Transfer", text);
}

QString timeText(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QList<const Turn *> shownPath(const ConversationTree &tree)
{
    QHash<TurnId, QList<const Turn *>> children;
    for (const Turn &turn : tree.turns)
        children[turn.parent].append(&turn);
    QList<const Turn *> path;
    TurnId parent;
    while (children.contains(parent)) {
        const QList<const Turn *> versions = children.take(parent); // taken, so that no path goes in circles
        const TurnId selected = tree.selected.value(parent);
        const Turn *shown = versions.last();
        for (const Turn *version : versions) {
            if (version->id == selected)
                shown = version;
        }
        path.append(shown);
        parent = shown->id;
    }
    return path;
}

//! A fence that the text does not contain.
QString fenced(const QString &text, const QString &language)
{
    QString fence = QStringLiteral("```");
    while (text.contains(fence))
        fence += u'`';
    return fence + language + u'\n' + text + (text.endsWith(u'\n') ? QString() : QStringLiteral("\n"))
           + fence;
}

QString stepMarkdown(const Step &step)
{
    if (const auto *reasoning = std::get_if<ReasoningStep>(&step.content)) {
        if (reasoning->text.isEmpty())
            return {};
        return QStringLiteral("<details><summary>%1</summary>\n\n%2\n\n</details>")
            .arg(tr("Reasoning"), reasoning->text);
    }
    if (const auto *call = std::get_if<ToolCallStep>(&step.content))
        return u'*' + call->name + QStringLiteral("*\n\n") + fenced(call->arguments, QStringLiteral("json"));
    if (const auto *result = std::get_if<ToolResultStep>(&step.content))
        return fenced(result->content, {});
    if (const auto *chart = std::get_if<ChartStep>(&step.content))
        return fenced(QString::fromUtf8(QJsonDocument(chart->specification).toJson()),
                      QStringLiteral("json"));
    return shownText(step);
}

QString turnMarkdown(const Turn &turn)
{
    QString who = turn.role == TurnRole::User ? tr("You") : turn.model;
    if (who.isEmpty())
        who = tr("Answer");
    QStringList parts{QStringLiteral("## %1, %2").arg(who, timeText(turn.createdMs))};
    for (const Step &step : turn.steps) {
        if (const QString part = stepMarkdown(step); !part.isEmpty())
            parts.append(part);
    }
    if (turn.failure)
        parts.append(QStringLiteral("> ") + turn.failure->userText);
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace

QByteArray exportJson(const QList<ConversationTree> &trees)
{
    QJsonArray conversations;
    for (const ConversationTree &tree : trees)
        conversations.append(toJson(tree));
    const QJsonObject document{{QStringLiteral("format"), QStringLiteral("tabletalk-conversations")},
                               {QStringLiteral("version"), 1},
                               {QStringLiteral("conversations"), conversations}};
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

QString exportMarkdown(const ConversationTree &tree)
{
    const QString title = tree.conversation.title.simplified();
    QStringList parts{QStringLiteral("# ") + (title.isEmpty() ? tr("Conversation") : title)};
    if (!tree.conversation.instructions.isEmpty())
        parts.append(tr("Instructions:") + QStringLiteral("\n\n")
                     + fenced(tree.conversation.instructions, {}));
    for (const Turn *turn : shownPath(tree))
        parts.append(turnMarkdown(*turn));
    return parts.join(QStringLiteral("\n\n")) + u'\n';
}

QString exportFileName(const ConversationTree &tree)
{
    constexpr qsizetype kLongest = 80; // whatever the encoding, below 255 bytes
    QString name;
    for (const QChar c : tree.conversation.title.simplified().left(kLongest)) {
        const bool isTroublesome = c.category() == QChar::Other_Control || c.isSurrogate()
                                   || QStringView(u"/\\:*?\"<>|").contains(c);
        name += isTroublesome ? QChar(u'-') : c;
    }
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.remove(0, 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("conversation") : name;
}

} // namespace tabletalk
