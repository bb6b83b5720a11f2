// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "routerinfo.h"

#include <QPromise>

#include <memory>
#include <optional>
#include <vector>

namespace tabletalk {

//! Answers with what is set here, at once; or, while `isSilent`, when answerModels() is called.
class FakeRouterInfo : public RouterInfo {
public:
    struct Question {
        Endpoint endpoint;
        Secret key;
    };
    using ModelsResult = Result<QList<ModelInfo>>;

    ModelsResult modelsAnswer = QList<ModelInfo>();
    Result<KeyStatus> keyAnswer = KeyStatus{.verdict = KeyStatus::Verdict::Accepted};
    std::optional<Secret> keyAskedFor; //!< the list is refused to anybody else
    bool isSilent = false;
    std::vector<Question> modelQuestions;
    std::vector<Question> keyQuestions;

    static ModelInfo model(const QString &id, const QString &name, const QString &provider,
                           const QString &inputPrice = {}, const QString &outputPrice = {})
    {
        ModelInfo info{.id = id, .name = name, .provider = provider};
        if (const auto price = Money::fromDecimal(inputPrice))
            info.pricePerToken.insert(QStringLiteral("input"), *price);
        if (const auto price = Money::fromDecimal(outputPrice))
            info.pricePerToken.insert(QStringLiteral("output"), *price);
        return info;
    }

    static QList<ModelInfo> someModels()
    {
        return {model(QStringLiteral("openai/gpt-4o"), QStringLiteral("GPT-4o"), QStringLiteral("OpenAI"),
                      QStringLiteral("0.0000025"), QStringLiteral("0.00001")),
                model(QStringLiteral("openai/gpt-4o-mini"), QStringLiteral("GPT-4o mini"),
                      QStringLiteral("OpenAI"), QStringLiteral("0.00000015"), QStringLiteral("0.0000006")),
                model(QStringLiteral("anthropic/claude-sonnet-4"), QStringLiteral("Claude Sonnet 4"),
                      QStringLiteral("Anthropic"), QStringLiteral("0.000003"), QStringLiteral("0.000015")),
                model(QStringLiteral("openai/text-embedding-3-small"), QStringLiteral("Embedding 3 small"),
                      QStringLiteral("OpenAI"), QStringLiteral("0.00000002")),
                model(QStringLiteral("mistralai/mistral-large"), QStringLiteral("Mistral Large"),
                      QStringLiteral("Mistral"))};
    }

    QFuture<ModelsResult> models(const Endpoint &endpoint, const Secret &key) override
    {
        modelQuestions.push_back({endpoint, key});
        if (keyAskedFor && key != *keyAskedFor) {
            return QtFuture::makeReadyFuture(
                ModelsResult(Error{.kind = ErrorKind::Unauthorized, .source = ErrorSource::Router}));
        }
        if (!isSilent)
            return QtFuture::makeReadyFuture(modelsAnswer);
        m_waiting.push_back(std::make_shared<QPromise<ModelsResult>>());
        m_waiting.back()->start();
        return m_waiting.back()->future();
    }

    QFuture<Result<KeyStatus>> checkKey(const Endpoint &endpoint, const Secret &key) override
    {
        keyQuestions.push_back({endpoint, key});
        return QtFuture::makeReadyFuture(keyAnswer);
    }

    //! Answers the question that was asked as number `index`, while silent.
    void answerModels(std::size_t index, const ModelsResult &answer)
    {
        m_waiting.at(index)->addResult(answer);
        m_waiting.at(index)->finish();
    }

private:
    std::vector<std::shared_ptr<QPromise<ModelsResult>>> m_waiting;
};

} // namespace tabletalk
