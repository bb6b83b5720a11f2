// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

class QJsonValue;

namespace tabletalk {

//! The text of a message's content, which is a string or an array of parts: what the person wrote.
QString demoText(const QJsonValue &content);
//! Says which parts came with it, as the Router received them; empty when none did.
QString demoAttachments(const QJsonValue &content);

//! What the demo Router says to a message: markdown, chosen by the words in it and by how many messages
//! there were before. It says at once that no model was asked. English only, as a model's answer is in
//! no particular language of the program.
QString demoAnswer(const QString &message, int turn);
//! Ten thousand words or so, for watching a long answer.
QString demoLongAnswer(const QString &message);
//! What a reasoning model thinks before it.
QString demoReasoning(const QString &message);

//! The pieces in which a text is streamed, about a token each. Joined they are the text.
QStringList demoTokens(const QString &text);

} // namespace tabletalk
