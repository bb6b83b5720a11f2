// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requestoutcome.h"

#include "modelcatalog.h"

namespace tabletalk {

namespace {

RequestOutcome outcomeOf(CompletionOutcome::Ending ending)
{
    switch (ending) {
    case CompletionOutcome::Ending::Complete:
        return RequestOutcome::Complete;
    case CompletionOutcome::Ending::Cut:
        return RequestOutcome::Cut;
    case CompletionOutcome::Ending::Cancelled:
        return RequestOutcome::Stopped;
    case CompletionOutcome::Ending::Failed:
        break;
    }
    return RequestOutcome::Failed;
}

} // namespace

void noteOutcome(RequestRecord &record, const CompletionOutcome &outcome, const ModelCatalog *models)
{
    record.servedModel = outcome.servedModel;
    record.generationId = outcome.generationId;
    record.firstTokenMs = outcome.firstTokenMs;
    record.finishedMs = outcome.finishedMs;
    record.usage = outcome.usage;
    record.costSource = outcome.usage.cost ? CostSource::Reported : CostSource::Unknown;
    if (!outcome.usage.cost && models) {
        const QString served = canonicalModelId(outcome.servedModel);
        const QString &priced = models->contains(served) ? served : record.requestedModel;
        record.usage.cost = models->info(priced).priceOf(outcome.usage);
        if (record.usage.cost)
            record.costSource = CostSource::Estimated;
    }
    record.outcome = outcomeOf(outcome.ending);
    record.httpStatus = outcome.httpStatus;
    record.errorKind = outcome.error ? int(outcome.error->kind) : -1;
}

} // namespace tabletalk
