// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "apikeys.h"
#include "chatsession.h"
#include "fakecompletionservice.h"
#include "fakecredentialstore.h"
#include "fakehistory.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTemporaryDir>

namespace tabletalk {

//! What a session works with, on fakes and in a folder of its own, with a key and a model.
struct ChatFixture {
    ChatFixture() { keys.keepForSession(endpoint.endpoint(), Secret("sk-test")); }

    ChatServices services() { return {history, completions, keys, endpoint}; }

    std::unique_ptr<ChatSession> makeSession()
    {
        Conversation conversation;
        conversation.id = history.nextConversationId();
        conversation.model = QStringLiteral("demo/quick");
        return std::make_unique<ChatSession>(conversation, true, services());
    }

    //! Runs the event loop until it holds, a few seconds at most.
    template <class Condition>
    static bool runUntil(Condition condition)
    {
        QDeadlineTimer patience(5000);
        while (!condition() && !patience.hasExpired())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        return condition();
    }

    //! Lets what was asked be answered with this. False if nothing was asked.
    bool answer(const QString &text)
    {
        ++m_answered;
        if (!runUntil([this] { return completions.requests.size() >= m_answered && completions.lastStream; }))
            return false;
        completions.lastStream->say(text);
        completions.lastStream->end(CompletionOutcome::Ending::Complete);
        return true;
    }

    //! For what the test itself has ended.
    void noteAnswered() { ++m_answered; }

    QTemporaryDir dir;
    Settings settings{dir.filePath(QStringLiteral("settings.ini"))};
    FakeHistory history;
    FakeCompletionService completions;
    FakeCredentialStore store;
    CurrentEndpoint endpoint{settings, std::nullopt};
    ApiKeys keys{store, settings};

private:
    std::size_t m_answered = 0;
};

} // namespace tabletalk
