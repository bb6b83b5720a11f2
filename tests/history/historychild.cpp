// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Works on the history of a folder until it is killed, or for the number of exchanges asked for, and says on
// standard output, one line each, what it is about to do and what it was told is done; see childlines.h.
#include "childlines.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <array>
#include <cstdio>

#include <unistd.h>

using namespace tabletalk;

namespace {

//! One system call, so that a kill leaves no half a line.
bool say(const char *word, qint64 id, qint64 number)
{
    std::array<char, 96> line{};
    const int size = std::snprintf(line.data(), line.size(), "%s %lld %lld\n", word,
                                   static_cast<long long>(id), static_cast<long long>(number));
    return ::write(STDOUT_FILENO, line.data(), size_t(size)) == size;
}

template <class T>
bool isDone(const QFuture<Result<T>> &asked)
{
    const Result<T> result = await(asked);
    if (!result)
        std::fprintf(stderr, "%s\n", qPrintable(result.error().detail));
    return bool(result);
}

class Child {
public:
    explicit Child(const QString &folder)
        : m_history(folder)
    {
    }

    bool start() { return isDone(m_history.start()) && say(childlines::kStarted, 0, 0); }
    //! A new conversation of some exchanges, then something else is done with one.
    bool round(int exchanges)
    {
        m_conversations.append(m_history.nextConversationId());
        m_parent = {};
        m_history.save(sampleConversation(conversation()));
        for (int i = 0; i < exchanges; ++i) {
            if (!writeExchange())
                return false;
        }
        return true;
    }
    bool doSomethingElse()
    {
        const ConversationId any = m_conversations.at(m_generator.bounded(int(m_conversations.size())));
        switch (m_generator.bounded(4)) {
        case 0:
            return edit();
        case 1:
            return act(childlines::kRemove, any, [&] { return isDone(m_history.remove({any})); })
                   && act(childlines::kRestore, any, [&] { return isDone(m_history.restore({any})); });
        case 2:
            m_conversations.removeAll(any);
            return act(childlines::kErase, any, [&] { return isDone(m_history.erase({any})); });
        default:
            return act(childlines::kBackUp, conversation(), [&] { return isDone(m_history.backUp()); });
        }
    }

private:
    ConversationId conversation() const { return m_conversations.value(m_conversations.size() - 1); }

    template <class Action>
    static bool act(const char *word, ConversationId id, Action action)
    {
        return say(word, id.value, 0) && action() && say(word, id.value, 1);
    }

    bool saved(const QFuture<Result<Done>> &write, TurnId turn, int length)
    {
        return isDone(write) && say(childlines::kTurn, turn.value, length);
    }

    bool writeExchange()
    {
        constexpr int kQuestionLength = 300;
        constexpr int kGrowth = 700;
        constexpr int kUpdates = 6;

        const TurnId questionId = m_history.nextTurnId();
        const Turn question = makeUserTurn(questionId, conversation(), m_parent,
                                           childlines::text(questionId, kQuestionLength), 1);
        if (!say(childlines::kOf, questionId.value, conversation().value)
            || !saved(m_history.insert(question), questionId, kQuestionLength))
            return false;

        Turn answer =
            sampleAnswer(m_history.nextTurnId(), conversation(), questionId, QString(), Progress::Open);
        if (!say(childlines::kOf, answer.id.value, conversation().value)
            || !saved(m_history.insert(answer), answer.id, 0))
            return false;
        for (int i = 1; i <= kUpdates; ++i) {
            const bool isLast = i == kUpdates;
            answer.progress = isLast ? Progress::Complete : Progress::Open;
            answer.steps = {Step{TextStep{childlines::text(answer.id, i * kGrowth)}, answer.progress}};
            if (!saved(m_history.update(answer, isLast), answer.id, i * kGrowth))
                return false;
        }
        m_parent = answer.id;
        m_question = questionId;
        return true;
    }

    //! Another version of the last question; then back to the one before.
    bool edit()
    {
        if (m_conversations.isEmpty() || !m_question.isValid())
            return true;
        const Result<Turn> before = m_history.turn(m_question);
        if (!before || before->conversation != conversation())
            return true;
        constexpr int kLength = 500;
        const TurnId id = m_history.nextTurnId();
        const Turn edited =
            makeUserTurn(id, conversation(), before->parent, childlines::text(id, kLength), 2);
        return say(childlines::kOf, id.value, conversation().value)
               && saved(m_history.insert(edited), id, kLength) && isDone(m_history.select(m_question));
    }

    SqliteHistory m_history;
    QRandomGenerator m_generator{QRandomGenerator::securelySeeded()};
    QList<ConversationId> m_conversations; //!< of this run, the newest last, not the erased ones
    TurnId m_parent;
    TurnId m_question; //!< the last one
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const int exchanges = arguments.value(2).toInt(); // 0: without end

    Child child(arguments.value(1));
    if (!child.start())
        return 1;
    if (exchanges > 0)
        return child.round(exchanges) ? 0 : 1;
    while (child.round(2) && child.doSomethingElse()) { }
    return 1;
}
