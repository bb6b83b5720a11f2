// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requestplan.h"

#include "tabletools.h"
#include "wiremessages.h"

#include <algorithm>

namespace tabletalk {

namespace {

//! What was chosen for an answer holds for the next ones, too.
bool sentAsFiles(const QList<Turn> &path)
{
    for (auto turn = path.rbegin(); turn != path.rend(); ++turn) {
        if (turn->role != TurnRole::Answer || turn->progress != Progress::Complete)
            continue;
        return std::ranges::any_of(turn->steps, [](const Step &step) {
            const auto *sending = std::get_if<SendingStep>(&step.content);
            return sending && sending->documentsAsFiles;
        });
    }
    return false;
}

} // namespace

QList<Attachment> RequestPlan::attachments() const
{
    QList<Attachment> needed = attachmentsOf(path);
    needed.removeIf([this](const Attachment &attachment) {
        return !goesAsBytes(attachment, departure.documentsAsFiles);
    });
    return needed;
}

RequestPlan planRequest(const Conversation &conversation, const SendingChoice &choice,
                        const QList<Turn> &path, std::optional<qint64> context)
{
    const ContextFit fit(conversation.instructions, path, conversation.parameters, context);
    RequestPlan plan;
    int leftOut = fit.omissionUpTo(choice.leaveOutTurns);
    if (choice.context == SendingChoice::Context::LeaveOut && !fit.fits())
        leftOut = std::max(leftOut, fit.smallestOmission().value_or(0));
    if (choice.context != SendingChoice::Context::SendAll && leftOut == 0 && !fit.fits())
        plan.misfit = fit;
    plan.canLeaveOut = fit.omissionUpTo(int(path.size())) > leftOut;
    plan.hasDocuments = std::ranges::any_of(attachmentsOf(path), isEitherWay);
    plan.departure = {.leftOutTurns = leftOut,
                      .documentsAsFiles =
                          plan.hasDocuments && choice.documentsAsFiles.value_or(sentAsFiles(path))};
    plan.path = path.mid(leftOut);
    return plan;
}

CompletionRequest requestOf(const RequestPlan &plan, const Conversation &conversation, const QString &model,
                            const QHash<QByteArray, QByteArray> &bytes, bool canQuery)
{
    CompletionRequest request;
    request.model = model;
    request.messages =
        wireMessages(conversation.instructions, plan.path, bytes, plan.departure.documentsAsFiles);
    request.parameters = conversation.parameters;
    if (canQuery)
        TableTools::offer(request, attachmentsOf(plan.path));
    return request;
}

} // namespace tabletalk
