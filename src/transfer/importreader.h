// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "importer.h"

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>

namespace tabletalk {

//! One message as every foreign format has it in one way or another.
struct ForeignMessage {
    QString id; //!< empty: it follows the one before
    QString parent; //!< empty or unknown: a first message
    QString role; //!< "user", "assistant", "system", others are left out
    QString text;
    QString reasoning;
    QString model;
    qint64 createdMs = 0;
    QStringList leftOut; //!< what could not be taken along, named
};

//! Adds to the report a tree of messages in any order: parents first, versions in the given order. `shown` is
//! the id of the message the shown path ends with; empty for the last one. What was left out is added to the
//! report.
void addTree(const Conversation &about, const QList<ForeignMessage> &messages, const QString &shown,
             const NextId &nextId, ImportedConversations &report);

//! Of the problems in a report; more are only counted.
inline constexpr qsizetype kMostImportProblems = 100;

void addProblem(ImportedConversations &report, const QString &title, const QString &problem);

//! Unix milliseconds from seconds, milliseconds or ISO 8601; 0 when it is none.
qint64 timeFrom(const QJsonValue &value);

//! The text of a content that is a string or a list of parts; what is no text is named in `leftOut`.
QString textFrom(const QJsonValue &content, QStringList &leftOut);

// Each reads one conversation of its format into the report.
void readChatGpt(const QJsonObject &conversation, const NextId &nextId, ImportedConversations &report);
void readClaude(const QJsonObject &conversation, const NextId &nextId, ImportedConversations &report);
void readOpenWebUi(const QJsonObject &conversation, const NextId &nextId, ImportedConversations &report);
void readLibreChat(const QJsonObject &conversation, const NextId &nextId, ImportedConversations &report);
void readMessageArray(const QJsonArray &messages, const NextId &nextId, ImportedConversations &report);

} // namespace tabletalk
