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

Usage usageWithCost(const CompletionOutcome &outcome, const QString &requestedModel,
                    const ModelCatalog *models)
{
    Usage usage = outcome.usage;
    if (usage.cost || !models)
        return usage;
    const QString served = canonicalModelId(outcome.servedModel);
    usage.cost = models->info(models->contains(served) ? served : requestedModel).priceOf(usage);
    usage.isCostComputed = usage.cost.has_value();
    return usage;
}

void noteOutcome(RequestRecord &record, const CompletionOutcome &outcome, const ModelCatalog *models)
{
    record.servedModel = outcome.servedModel;
    record.generationId = outcome.generationId;
    record.firstTokenMs = outcome.firstTokenMs;
    record.finishedMs = outcome.finishedMs;
    record.usage = usageWithCost(outcome, record.requestedModel, models);
    record.costSource = CostSource::Unknown;
    if (record.usage.cost)
        record.costSource = record.usage.isCostComputed ? CostSource::Estimated : CostSource::Reported;
    record.outcome = outcomeOf(outcome.ending);
    record.httpStatus = outcome.httpStatus;
    record.errorKind = outcome.error ? int(outcome.error->kind) : -1;
}

} // namespace tabletalk
