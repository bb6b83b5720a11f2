// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "democredentials.h"

#include <QCoreApplication>

namespace tabletalk {

namespace {

Error keepsNothing()
{
    return {.kind = ErrorKind::StoreMissing,
            .source = ErrorSource::Program,
            .userText = QCoreApplication::translate(
                "DemoCredentials",
                "The demonstration keeps no keys. Start Tabletalk without --demo to save one."),
            .nextSteps = {NextStep::UseSessionKey}};
}

} // namespace

QString DemoCredentials::displayName() const
{
    return QCoreApplication::translate("DemoCredentials", "the demonstration");
}

QFuture<Result<Secret>> DemoCredentials::read(const QUuid &)
{
    return QtFuture::makeReadyFuture(Result<Secret>(keepsNothing()));
}

QFuture<Result<Done>> DemoCredentials::write(const QUuid &, const Secret &)
{
    return QtFuture::makeReadyFuture(Result<Done>(keepsNothing()));
}

QFuture<Result<Done>> DemoCredentials::remove(const QUuid &)
{
    return QtFuture::makeReadyFuture(Result<Done>(Done{}));
}

} // namespace tabletalk
