// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes turns into the history of a folder and says on standard output, one line each, what it was told is
// saved: "turn id characters". It streams until it is killed, or writes the number of exchanges asked for.
#include "childtext.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>

#include <unistd.h>

using namespace tabletalk;

namespace {

bool acknowledge(const QFuture<Result<Done>> &write, TurnId turn, int length)
{
    const Result<Done> result = await(write);
    if (!result) {
        std::fprintf(stderr, "%s\n", qPrintable(result.error().detail));
        return false;
    }
    // One system call, so that a kill leaves no half a line.
    std::array<char, 64> line{};
    const int size =
        std::snprintf(line.data(), line.size(), "turn %lld %d\n", static_cast<long long>(turn.value), length);
    return ::write(STDOUT_FILENO, line.data(), size_t(size)) == size;
}

bool writeExchange(SqliteHistory &history, ConversationId conversation, TurnId &parent)
{
    constexpr int kQuestionLength = 300;
    constexpr int kGrowth = 700;
    constexpr int kUpdates = 6;

    const TurnId questionId = history.nextTurnId();
    const Turn question =
        makeUserTurn(questionId, conversation, parent, childText(questionId, kQuestionLength), 1);
    if (!acknowledge(history.insert(question), questionId, kQuestionLength))
        return false;

    Turn answer = sampleAnswer(history.nextTurnId(), conversation, questionId, QString(), Progress::Open);
    if (!acknowledge(history.insert(answer), answer.id, 0))
        return false;
    for (int i = 1; i <= kUpdates; ++i) {
        const bool isLast = i == kUpdates;
        answer.progress = isLast ? Progress::Complete : Progress::Open;
        answer.steps = {Step{TextStep{childText(answer.id, i * kGrowth)}, answer.progress}};
        if (!acknowledge(history.update(answer, isLast), answer.id, i * kGrowth))
            return false;
    }
    parent = answer.id;
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const int exchanges = arguments.value(2).toInt(); // 0: without end

    SqliteHistory history(arguments.value(1));
    const Conversation conversation = sampleConversation(history.nextConversationId());
    history.save(conversation);
    TurnId parent;
    for (int i = 0; exchanges == 0 || i < exchanges; ++i) {
        if (!writeExchange(history, conversation.id, parent))
            return 1;
    }
    return 0;
}
