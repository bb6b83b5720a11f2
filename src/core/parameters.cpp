// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "parameters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace tabletalk {

namespace {

constexpr std::array<std::pair<ReasoningEffort, QStringView>, 6> kEfforts{{
    {ReasoningEffort::None, u"none"},
    {ReasoningEffort::Minimal, u"minimal"},
    {ReasoningEffort::Low, u"low"},
    {ReasoningEffort::Medium, u"medium"},
    {ReasoningEffort::High, u"high"},
    {ReasoningEffort::XHigh, u"xhigh"},
}};

void put(QJsonObject &json, QLatin1String name, const QJsonValue &value)
{
    json.insert(name, value);
}

//! The members of a structure and their names on the wire, walked in both directions by the functions
//! below, so that no field can be written and not read.
template <class Visit>
void visitProvider(Visit &&visit)
{
    visit(QLatin1String("order"), &ProviderPreferences::order);
    visit(QLatin1String("only"), &ProviderPreferences::only);
    visit(QLatin1String("ignore"), &ProviderPreferences::ignore);
    visit(QLatin1String("quantizations"), &ProviderPreferences::quantizations);
    visit(QLatin1String("sort"), &ProviderPreferences::sort);
    visit(QLatin1String("allow_fallbacks"), &ProviderPreferences::allowFallbacks);
    visit(QLatin1String("require_parameters"), &ProviderPreferences::requireParameters);
    visit(QLatin1String("zdr"), &ProviderPreferences::zeroDataRetention);
}

template <class Visit>
void visitParameters(Visit &&visit)
{
    visit(QLatin1String("temperature"), &Parameters::temperature);
    visit(QLatin1String("max_tokens"), &Parameters::maxTokens);
    visit(QLatin1String("max_completion_tokens"), &Parameters::maxCompletionTokens);
    visit(QLatin1String("top_p"), &Parameters::topP);
    visit(QLatin1String("top_k"), &Parameters::topK);
    visit(QLatin1String("min_p"), &Parameters::minP);
    visit(QLatin1String("top_a"), &Parameters::topA);
    visit(QLatin1String("frequency_penalty"), &Parameters::frequencyPenalty);
    visit(QLatin1String("presence_penalty"), &Parameters::presencePenalty);
    visit(QLatin1String("repetition_penalty"), &Parameters::repetitionPenalty);
    visit(QLatin1String("seed"), &Parameters::seed);
    visit(QLatin1String("stop"), &Parameters::stop);
    visit(QLatin1String("verbosity"), &Parameters::verbosity);
    visit(QLatin1String("response_format"), &Parameters::responseFormat);
    visit(QLatin1String("models"), &Parameters::fallbackModels);
    visit(QLatin1String("plugins"), &Parameters::plugins);
}

template <class T>
void write(QJsonObject &json, QLatin1String name, const std::optional<T> &value)
{
    if (value)
        put(json, name, *value);
}

template <class T>
void write(QJsonObject &json, QLatin1String name, const T &value)
{
    if (value.isEmpty())
        return;
    if constexpr (std::is_same_v<T, QStringList>)
        put(json, name, QJsonArray::fromStringList(value));
    else
        put(json, name, value);
}

void read(std::optional<double> &into, const QJsonValue &value)
{
    if (value.isDouble())
        into = value.toDouble();
}

void read(std::optional<bool> &into, const QJsonValue &value)
{
    if (value.isBool())
        into = value.toBool();
}

template <class Integer>
void read(std::optional<Integer> &into, const QJsonValue &value)
{
    constexpr double kLargest = sizeof(Integer) == sizeof(int) ? 2147483647.0 : 9007199254740991.0;
    const double number = value.toDouble();
    if (value.isDouble() && std::abs(number) <= kLargest)
        into = Integer(std::llround(number));
}

void read(QString &into, const QJsonValue &value)
{
    into = value.toString();
}

void read(QStringList &into, const QJsonValue &value)
{
    if (value.isString())
        into.append(value.toString());
    for (const QJsonValue &item : value.toArray()) {
        if (item.isString())
            into.append(item.toString());
    }
}

void read(QJsonObject &into, const QJsonValue &value)
{
    into = value.toObject();
}

void read(QJsonArray &into, const QJsonValue &value)
{
    into = value.toArray();
}

constexpr QLatin1String kReasoning("reasoning");
constexpr QLatin1String kEffort("effort");
constexpr QLatin1String kReasoningTokens("max_tokens");
constexpr QLatin1String kExclude("exclude");
constexpr QLatin1String kProvider("provider");
constexpr QLatin1String kDataCollection("data_collection");
constexpr QLatin1String kMaxPrice("max_price");
constexpr QLatin1String kPrompt("prompt");
constexpr QLatin1String kCompletion("completion");

QJsonObject reasoningJson(const Parameters &parameters)
{
    QJsonObject json;
    if (parameters.reasoningEffort)
        put(json, kEffort, toWire(*parameters.reasoningEffort));
    write(json, kReasoningTokens, parameters.reasoningTokens);
    write(json, kExclude, parameters.hideReasoning);
    return json;
}

QJsonObject providerJson(const ProviderPreferences &provider)
{
    QJsonObject json;
    visitProvider([&](QLatin1String name, auto member) { write(json, name, provider.*member); });
    if (provider.allowDataCollection) {
        put(json, kDataCollection,
            *provider.allowDataCollection ? QStringLiteral("allow") : QStringLiteral("deny"));
    }
    QJsonObject price;
    write(price, kPrompt, provider.maxPromptPrice);
    write(price, kCompletion, provider.maxCompletionPrice);
    write(json, kMaxPrice, price);
    return json;
}

ProviderPreferences providerFromJson(const QJsonObject &json)
{
    ProviderPreferences provider;
    visitProvider([&](QLatin1String name, auto member) { read(provider.*member, json[name]); });
    if (const QString word = json[kDataCollection].toString(); !word.isEmpty())
        provider.allowDataCollection = word == u"allow";
    read(provider.maxPromptPrice, json[kMaxPrice][kPrompt]);
    read(provider.maxCompletionPrice, json[kMaxPrice][kCompletion]);
    return provider;
}

} // namespace

QString toWire(ReasoningEffort effort)
{
    return std::ranges::find(kEfforts, effort, [](const auto &e) { return e.first; })->second.toString();
}

std::optional<ReasoningEffort> reasoningEffortFromWire(const QString &word)
{
    const auto found = std::ranges::find(kEfforts, QStringView(word), [](const auto &e) { return e.second; });
    if (found == kEfforts.end())
        return std::nullopt;
    return found->first;
}

QJsonObject toJson(const Parameters &parameters)
{
    QJsonObject json = parameters.further;
    visitParameters([&](QLatin1String name, auto member) { write(json, name, parameters.*member); });
    write(json, kReasoning, reasoningJson(parameters));
    write(json, kProvider, providerJson(parameters.provider));
    return json;
}

Parameters parametersFromJson(const QJsonObject &json)
{
    Parameters parameters;
    parameters.further = json;
    visitParameters([&](QLatin1String name, auto member) {
        read(parameters.*member, json[name]);
        parameters.further.remove(name);
    });
    const QJsonValue reasoning = json[kReasoning];
    parameters.reasoningEffort = reasoningEffortFromWire(reasoning[kEffort].toString());
    read(parameters.reasoningTokens, reasoning[kReasoningTokens]);
    read(parameters.hideReasoning, reasoning[kExclude]);
    parameters.provider = providerFromJson(json[kProvider].toObject());
    parameters.further.remove(kReasoning);
    parameters.further.remove(kProvider);
    return parameters;
}

} // namespace tabletalk
