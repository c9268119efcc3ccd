using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JobLogs.Server.Secrets;

/// <summary>Secret parameters, encrypted at rest.</summary>
internal static class SecretsFeature
{
    /// <summary>Registers what seals and opens them.</summary>
    /// <param name="beside">The key file beside the database; null where there is no such place.</param>
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration, string? beside)
    {
        var named = configuration["SECRET_KEY_FILE"];
        services.AddSingleton(string.IsNullOrEmpty(named)
            ? new SecretKeySource(configuration["SECRET_KEY"], beside, MakeFile: true)
            : new SecretKeySource(configuration["SECRET_KEY"], Path.GetFullPath(named), MakeFile: false));
        var known = new KnownSecrets();
        SettingSecrets.Note(configuration, known);
        services.AddSingleton(known);
        return services.AddSecretBox();
    }

    /// <summary>For features that need the box, wherever the keys are; without <see cref="AddSecrets"/> there are none.</summary>
    public static IServiceCollection AddSecretBox(this IServiceCollection services)
    {
        services.TryAddSingleton(SecretKeySource.None);
        services.TryAddSingleton<SecretKeys>();
        services.TryAddSingleton<SecretBox>();
        services.TryAddSingleton<KnownSecrets>();
        services.TryAddSingleton<CommandMask>();
        return services;
    }
}
