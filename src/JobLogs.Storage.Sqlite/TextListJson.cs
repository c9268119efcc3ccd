using System.Text.Json.Serialization;

namespace JobLogs.Storage.Sqlite;

/// <summary>Lists of texts, as columns keep them.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class TextListJson : JsonSerializerContext;
