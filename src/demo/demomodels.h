// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "money.h"

#include <QJsonObject>
#include <QList>

namespace tabletalk {

//! An invented model of the demo Router.
struct DemoModel {
    QString id; //!< canonical
    QString name;
    QString description;
    QString inputPrice; //!< USD per token
    QString outputPrice;
    bool reasons = false; //!< thinks aloud before it answers
    qint64 contextLength = 0; //!< tokens; 0: the list does not say
};

const QList<DemoModel> &demoModels();
//! By id, with or without the interactive/ prefix; null for a model that does not exist.
const DemoModel *findDemoModel(const QString &id);
//! The reply to GET /models, in the Router's own shape.
QJsonObject demoModelList();
//! What a completion costs.
Money demoCost(const DemoModel &model, qint64 promptTokens, qint64 completionTokens);

} // namespace tabletalk
