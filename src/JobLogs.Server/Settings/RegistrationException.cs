namespace JobLogs.Server.Settings;

/// <summary>A class that was registered can't be a part of this server: it doesn't start, and says why in one line.</summary>
/// <param name="part">What was registered.</param>
/// <param name="text">What is wrong with it, to be read behind its name.</param>
internal sealed class RegistrationException(object part, string text) : Exception($"{part.GetType().Name} {text}");
