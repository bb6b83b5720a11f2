// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tabletalk {

class ChatSession;
struct ApiKeyStatus;
struct Turn;

// What the status line says of a conversation.

//! What the session is doing: waiting, answering, counting down. Empty when it is at rest.
QString activitySentence(const ChatSession &session, const QString &modelName);
//! How an answer ended, its tokens and its price.
QString answeredSentence(const Turn &answer);
//! Whether a message could be sent to `host`, and where its key is kept.
QString keySentence(const ApiKeyStatus &key, const QString &host, bool isDemo);

} // namespace tabletalk
