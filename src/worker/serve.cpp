// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "serve.h"

#include "role.h"
#include "sealedmemory.h"
#include "workersocket.h"

#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <vector>

namespace tabletalk {

int serve(Role &role)
{
    role.prepare();
    if (!enterSandbox(role.limits()))
        return EXIT_FAILURE;
    std::vector<std::unique_ptr<SealedView>> kept;
    try {
        for (;;) {
            WorkerPacket question;
            if (receivePacket(kWorkerSocket, question, Waiting::Yes) != Receipt::Packet)
                return EXIT_SUCCESS;
            if (question.kind == PacketKind::Kept) {
                kept.push_back(std::make_unique<SealedView>(question.bulk));
                if (!kept.back()->isValid())
                    return EXIT_FAILURE;
                role.keep(kept.back()->bytes());
                continue;
            }
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
            WorkerPacket packet;
            packet.message = answer.message;
            packet.bulk = role.takeSealed();
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
