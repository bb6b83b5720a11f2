// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "serve.h"

#include "role.h"
#include "sealedmemory.h"
#include "workersocket.h"

#include <cstdlib>
#include <new>
#include <optional>

namespace tabletalk {

int serve(Role &role)
{
    role.prepare();
    if (!enterSandbox(role.limits()))
        return EXIT_FAILURE;
    try {
        for (;;) {
            WorkerPacket question;
            if (receivePacket(kWorkerSocket, question, Waiting::Yes) != Receipt::Packet)
                return EXIT_SUCCESS;
            // The program chose the size; the limit on memory is the bound.
            std::optional<SealedView> view;
            QByteArray bulk;
            if (question.bulk.isValid()) {
                view.emplace(question.bulk);
                question.bulk.close();
                if (!view->isValid())
                    return EXIT_FAILURE;
                bulk = view->bytes();
                if (role.keepsBulk()) {
                    bulk.detach();
                    view.reset();
                }
            }
            const WorkerAnswer answer = role.answer(question.message, bulk);
            WorkerPacket packet{answer.message, role.takeSealed()};
            if (!answer.bulk.isEmpty()) {
                packet.bulk = sealedCopy(answer.bulk);
                if (!packet.bulk.isValid())
                    return EXIT_FAILURE;
            }
            if (!sendPacket(kWorkerSocket, packet))
                return EXIT_FAILURE;
        }
    } catch (const std::bad_alloc &) {
        return EXIT_FAILURE;
    }
}

} // namespace tabletalk
