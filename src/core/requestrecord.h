// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"
#include "usage.h"

#include <QString>

namespace tabletalk {

//! Stored by number: append only.
enum class CostSource { Unknown = 0, Reported = 1, Estimated = 2 };
enum class RequestOutcome { Pending = 0, Complete = 1, Cut = 2, Stopped = 3, Failed = 4 };

//! One HTTP completion: what it cost and how it went. It outlives the deletion of the turn's text.
struct RequestRecord {
    RequestId id;
    TurnId turn;
    QString endpoint; //!< origin
    QString keyId; //!< uuid of the key, "environment" or "session"; never the key
    QString requestedModel;
    QString servedModel;
    QString generationId;
    qint64 startedMs = 0; //!< Unix milliseconds, 0 when it did not happen
    qint64 firstTokenMs = 0;
    qint64 finishedMs = 0;
    Usage usage;
    CostSource costSource = CostSource::Unknown;
    RequestOutcome outcome = RequestOutcome::Pending;
    int httpStatus = 0;
    int errorKind = -1; //!< ErrorKind, -1 for none

    bool operator==(const RequestRecord &) const = default;
};

} // namespace tabletalk
