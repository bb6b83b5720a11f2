// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "turn.h"
#include "turnlistmodel.h"

#include <QString>

// Turns and models that the tests of the conversation view show.
namespace tabletalk::sample {

inline Turn answer(qint64 id, const QString &text, Progress progress = Progress::Complete)
{
    Turn turn;
    turn.id = {id};
    turn.role = TurnRole::Answer;
    turn.model = QStringLiteral("acme/model");
    turn.createdMs = 50'520'000; // 14:02 UTC
    turn.progress = progress;
    turn.steps = {Step{TextStep{text}, progress}};
    return turn;
}

inline Turn question(qint64 id, const QString &text)
{
    return makeUserTurn({id}, {1}, {id - 1}, text, 50'520'000);
}

//! Markdown of every kind, some hundred words of it.
inline QString richText()
{
    return QStringLiteral(
        "# Heading\n\nA paragraph with **bold**, *italic*, `code` and a [link](https://example.org/a). It is "
        "long "
        "enough to be wrapped into several lines, whatever the width of the window may be, and then goes on "
        "for a "
        "while, so that more than four lines are needed to hold it and the earlier ones are frozen while it "
        "grows. "
        "That takes some more words still, which say nothing at all but fill the space well enough for a "
        "test.\n\n"
        "1. First\n2. Second item with `code`\n   - nested\n   - [x] done\n\n> quoted text\n>\n> twice\n\n"
        "| Name | Value |\n|------|------:|\n| a | 1 |\n| longer name | 22,000 |\n| c | *three* |\n\n"
        "```cpp\nint main()\n{\n\treturn 0;\n}\n```\n\n---\n\nThe end.");
}

//! A model that holds `count` turns, questions and answers in turn, none of them written any more.
inline std::unique_ptr<TurnListModel> model(int count)
{
    const auto turnOf = [](TurnId id) {
        const QString words =
            QStringLiteral("Turn %1 says something that fills a line or two. ").arg(id.value);
        const QString text = words.repeated(1 + int(id.value * 7 % 11));
        return id.value % 2 ? question(id.value, text)
                            : answer(id.value, text + QStringLiteral("\n\n") + text);
    };
    auto model = std::make_unique<TurnListModel>([turnOf](TurnId id) -> Result<Turn> { return turnOf(id); });
    QList<TurnSummary> path;
    for (int id = 1; id <= count; ++id)
        path.append(summaryOf(turnOf({id})));
    model->reset(path);
    return model;
}

//! Appends to the text of the last turn, as a session does.
inline void stream(TurnListModel &model, const QString &text)
{
    const TurnId id = model.summary(model.rowCount() - 1).id;
    std::get<TextStep>(model.heldTurn(id).steps.last().content).text += text;
    model.noteAppended(id);
}

inline void finish(TurnListModel &model, Progress progress = Progress::Complete)
{
    const TurnId id = model.summary(model.rowCount() - 1).id;
    model.heldTurn(id).progress = progress;
    model.noteChanged(id);
}

} // namespace tabletalk::sample
