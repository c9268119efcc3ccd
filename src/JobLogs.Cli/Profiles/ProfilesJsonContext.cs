using System.Text.Json.Serialization;

namespace JobLogs.Cli.Profiles;

/// <summary>Source-generated JSON of the profile file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProfileSet))]
internal sealed partial class ProfilesJsonContext : JsonSerializerContext;
