namespace JobLogs.Server.Settings;

/// <summary>A setting is wrong: the server doesn't start, and says which in one line.</summary>
/// <param name="setting">The setting's name, such as <c>DATABASE_URL</c>.</param>
/// <param name="text">What is wrong with it, and what would be right, to be read behind the name; without any secret.</param>
public sealed class SettingException(string setting, string text) : Exception($"{setting}: {text}");
