// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "parameters.h"
#include "turn.h"

#include <QList>
#include <QString>

#include <optional>

namespace tabletalk {

//! Whether a conversation fits a model's context, by our estimate, and how much of its beginning would have
//! to stay behind. A value; says nothing and cuts nothing by itself.
class ContextFit {
public:
    //! One turn of the path.
    struct Part {
        TurnRole role = TurnRole::User;
        qint64 tokens = 0;
        QString firstWords; //!< one line, for people
    };

    ContextFit() = default;
    //! `path` as it is to be sent, oldest first; `context` is the model's length in tokens, none where it is
    //! not known. Of it, room is kept for the answer: all that the parameters allow it, else a little.
    //! What lies farther back than the context reaches is counted by its length alone.
    ContextFit(const QString &instructions, const QList<Turn> &path, const Parameters &parameters,
               std::optional<qint64> context);

    const QList<Part> &parts() const { return m_parts; }
    const std::optional<qint64> &context() const { return m_context; }
    //! Of everything but the first `leftOut` turns.
    qint64 tokens(int leftOut = 0) const;
    //! True where nothing is known against it.
    bool fits() const { return !m_context || tokens() + m_answer <= *m_context; }
    //! How many turns can be left out: what is sent begins with a question, and the last one is sent.
    const QList<int> &omissions() const { return m_omissions; }
    //! The most that can be left out and are not more than `turns`.
    int omissionUpTo(int turns) const;
    //! The fewest that make it fit, with a margin for what the estimate may be wrong by; none if nothing
    //! does.
    std::optional<int> smallestOmission() const;
    //! The same, but where the context is not known, or by our estimate it fits already, the half of it.
    int suggestedOmission() const;

private:
    bool fitsSafely(int leftOut) const;

    QList<Part> m_parts;
    QList<int> m_omissions; //!< ascending
    qint64 m_instructions = 0; //!< tokens
    qint64 m_answer = 0; //!< tokens of room
    std::optional<qint64> m_context;
};

//! The context that a server's refusal names ("maximum context length is 8192 tokens"), if it does.
std::optional<qint64> contextLengthIn(const QString &refusal);

} // namespace tabletalk
