// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversations.h"
#include "fakebackups.h"
#include "fakecompletionservice.h"
#include "fakecredentialstore.h"
#include "fakehistory.h"
#include "fakerouterinfo.h"
#include "fakeusage.h"
#include "modelcatalog.h"

#include <QTemporaryDir>
#include <QWidget>

#include <chrono>

namespace tabletalk {

//! Everything the widgets of this layer work on, on fakes and in a folder of its own.
struct ViewFixture {
    explicit ViewFixture(std::optional<Secret> environment = {},
                         std::chrono::milliseconds patience = std::chrono::minutes(1))
        : keys(store, settings,
               environment ? std::optional(EnvironmentKey{*environment, Endpoint::routerDefault().origin()})
                           : std::nullopt,
               patience)
    {
        router.modelsAnswer = FakeRouterInfo::someModels();
    }

    QTemporaryDir dir;
    Settings settings{dir.filePath(QStringLiteral("settings.ini"))};
    FakeCredentialStore store;
    FakeRouterInfo router;
    FakeCompletionService completions;
    CurrentEndpoint endpoint{settings, std::nullopt};
    ApiKeys keys;
    ModelCatalog catalog{router, keys, endpoint, settings, dir.filePath(QStringLiteral("models.json"))};
    FakeHistory history;
    FakeBackups backups;
    FakeUsage usage;
    Conversations conversations{{history, completions, keys, endpoint}, settings};
    const QString typedKey = QStringLiteral("sk-test-0123456789abcdef");
};

//! The child with this accessible name: the way outside tests and screen readers find it.
template <class Widget>
Widget *named(const QWidget &parent, QLatin1String name)
{
    const auto children = parent.findChildren<Widget *>();
    for (Widget *child : children) {
        if (child->accessibleName() == name)
            return child;
    }
    return nullptr;
}

} // namespace tabletalk
