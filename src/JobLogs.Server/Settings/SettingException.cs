namespace JobLogs.Server.Settings;

/// <summary>A setting is wrong: the server doesn't start, and says which in one line.</summary>
internal sealed class SettingException(string setting, string text) : Exception($"{setting}: {text}");
