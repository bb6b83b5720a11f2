// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "importreader.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace tabletalk {

namespace {

//! The messages in an order in which no child comes before its parent. One whose parent is missing, or that
//! hangs on itself, becomes a first message.
QList<const ForeignMessage *> parentsFirst(const QList<ForeignMessage> &messages)
{
    QSet<QString> known;
    for (const ForeignMessage &message : messages)
        known.insert(message.id);
    QHash<QString, QList<const ForeignMessage *>> children;
    for (const ForeignMessage &message : messages)
        children[known.contains(message.parent) ? message.parent : QString()].append(&message);

    QList<const ForeignMessage *> order = children.take(QString());
    for (qsizetype i = 0; i < order.size(); ++i)
        order += children.take(order.at(i)->id);
    for (const ForeignMessage &message : messages) { // in a circle: none of them was reached
        if (children.contains(message.parent)) {
            qsizetype at = order.size();
            order += children.take(message.parent);
            for (; at < order.size(); ++at)
                order += children.take(order.at(at)->id);
        }
    }
    return order;
}

bool isShown(const QString &role)
{
    return role == QLatin1String("user") || role == QLatin1String("assistant");
}

Turn turnOf(const ForeignMessage &message)
{
    Turn turn;
    turn.role = message.role == QLatin1String("user") ? TurnRole::User : TurnRole::Answer;
    turn.createdMs = message.createdMs;
    turn.model = turn.role == TurnRole::Answer ? message.model : QString();
    if (!message.reasoning.isEmpty())
        turn.steps.append(Step{ReasoningStep{message.reasoning, {}, 0}, Progress::Complete});
    turn.steps.append(Step{TextStep{message.text}, Progress::Complete});
    return turn;
}

} // namespace

void addProblem(ImportedConversations &report, const QString &title, const QString &problem)
{
    if (report.problems.size() == kMostImportProblems) {
        ++report.moreProblems;
        return;
    }
    constexpr qsizetype kLongestTitle = 60;
    const QString name =
        title.isEmpty() ? QCoreApplication::translate("tabletalk::Transfer", "Untitled") : title;
    report.problems.append(QStringLiteral("%1: %2").arg(name.simplified().left(kLongestTitle), problem));
}

void addTree(const Conversation &about, const QList<ForeignMessage> &messages, const QString &shown,
             const NextId &nextId, ImportedConversations &report)
{
    ConversationTree tree;
    tree.conversation = about;
    tree.conversation.id = {nextId()};
    QHash<QString, TurnId> turns; // of a message that is no turn: the turn above it
    QHash<TurnId, TurnId> parents;
    for (const ForeignMessage *message : parentsFirst(messages)) {
        const TurnId parent = turns.value(message->parent);
        for (const QString &part : message->leftOut)
            addProblem(report, about.title, part);
        const bool isEmpty = message->text.trimmed().isEmpty() && message->reasoning.trimmed().isEmpty();
        if (!isShown(message->role) || isEmpty) {
            if (message->role == QLatin1String("system") && tree.conversation.instructions.isEmpty())
                tree.conversation.instructions = message->text.trimmed();
            turns.insert(message->id, parent);
            continue;
        }
        Turn turn = turnOf(*message);
        turn.id = {nextId()};
        turn.conversation = tree.conversation.id;
        turn.parent = parent;
        turns.insert(message->id, turn.id);
        parents.insert(turn.id, parent);
        tree.turns.append(turn);
        tree.conversation.changedMs = std::max(tree.conversation.changedMs, turn.createdMs);
        if (!turn.model.isEmpty())
            tree.conversation.model = turn.model;
    }
    TurnId at = turns.value(shown);
    if (!at.isValid() && !tree.turns.isEmpty())
        at = tree.turns.last().id;
    for (; at.isValid(); at = parents.value(at))
        tree.selected.insert(parents.value(at), at);
    if (tree.conversation.createdMs == 0)
        tree.conversation.createdMs = tree.conversation.changedMs;
    if (tree.turns.isEmpty()) {
        addProblem(report, about.title,
                   QCoreApplication::translate("tabletalk::Transfer", "There is no message in it."));
    } else {
        report.trees.append(tree);
    }
}

qint64 timeFrom(const QJsonValue &value)
{
    constexpr double kFirstOfMilliseconds = 1e11; // in seconds that would be the year 5138
    constexpr double kLast = 1e14;
    if (value.isDouble()) {
        const double number = value.toDouble();
        if (!(number > 0) || number > kLast)
            return 0;
        return qint64(number < kFirstOfMilliseconds ? number * 1000 : number);
    }
    const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return time.isValid() ? std::max<qint64>(0, time.toMSecsSinceEpoch()) : 0;
}

QString textFrom(const QJsonValue &content, QStringList &leftOut)
{
    if (content.isString())
        return content.toString();
    QStringList texts;
    for (const QJsonValue part : content.toArray()) {
        const QJsonValue text = part.isString() ? part : part.toObject().value(QStringLiteral("text"));
        if (text.isString()) {
            texts.append(text.toString());
            continue;
        }
        QString kind = part.toObject().value(QStringLiteral("type")).toString();
        if (kind.isEmpty())
            kind = part.toObject().value(QStringLiteral("content_type")).toString();
        leftOut.append(
            QCoreApplication::translate("tabletalk::Transfer", "A part of a message was left out: %1.")
                .arg(kind.isEmpty() ? QStringLiteral("?") : kind.left(40)));
    }
    return texts.join(QStringLiteral("\n\n"));
}

} // namespace tabletalk
