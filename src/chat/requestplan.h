// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "contextfit.h"
#include "conversation.h"
#include "sendingchoice.h"
#include "turn.h"

#include <QHash>

#include <optional>

namespace tabletalk {

//! What of a conversation goes along with one request, and how. Made alike for the request and for who wants
//! to see it before. A value.
struct RequestPlan {
    QList<Turn> path; //!< that is sent, oldest first
    SendingStep departure; //!< from sending everything as usual
    bool canLeaveOut = false; //!< more of the oldest turns
    bool hasDocuments = false; //!< that could go along as text and as files
    std::optional<ContextFit> misfit; //!< set: it would not fit, and nobody said to send it nevertheless

    //! Those whose bytes go along; of the others the text does.
    QList<Attachment> attachments() const;
};

//! `path` is the whole one, the answer to be written last; `context` the model's length in tokens, if known.
RequestPlan planRequest(const Conversation &conversation, const SendingChoice &choice,
                        const QList<Turn> &path, std::optional<qint64> context);

//! All of the request but where it goes and the key. `bytes` are those of plan.attachments(); `canQuery`: the
//! tables among what is attached may be queried by the model.
CompletionRequest requestOf(const RequestPlan &plan, const Conversation &conversation, const QString &model,
                            const QHash<QByteArray, QByteArray> &bytes, bool canQuery);

} // namespace tabletalk
