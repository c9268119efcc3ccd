using System.Text.Json.Serialization;

namespace JobLogs.Server.Shippers.Seq;

/// <summary>What answers to Seq's clients are made of.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class SeqJsonContext : JsonSerializerContext;
