using System.Text.Json.Serialization;
using JobLogs.Storage.Elasticsearch.Administration;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Elasticsearch.Reading.Aggregations;
using JobLogs.Storage.Elasticsearch.Writing;

namespace JobLogs.Storage.Elasticsearch;

/// <summary>What is read of a server's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(ErrorCause))]
[JsonSerializable(typeof(RootReply))]
[JsonSerializable(typeof(HealthReply))]
[JsonSerializable(typeof(StatsReply))]
[JsonSerializable(typeof(TemplatesReply))]
[JsonSerializable(typeof(Dictionary<string, MappingReply>))]
[JsonSerializable(typeof(ShardsReply))]
[JsonSerializable(typeof(BulkReply))]
[JsonSerializable(typeof(IdsReply))]
[JsonSerializable(typeof(SearchReplyOf<StatisticsBuckets>))]
[JsonSerializable(typeof(SearchReplyOf<TimeRangeValues>))]
[JsonSerializable(typeof(SearchReplyOf<ValueBuckets>))]
[JsonSerializable(typeof(SearchReplyOf<NumberBuckets>))]
[JsonSerializable(typeof(SearchReplyOf<ErrorBuckets>))]
[JsonSerializable(typeof(SearchReplyOf<TallyBuckets>))]
internal sealed partial class SearchJson : JsonSerializerContext;
