using System.Diagnostics.CodeAnalysis;
using JobLogs.Protocol.Alerts;
using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Handlers;
using JobLogs.Server.Hosting.Databases;
using JobLogs.Server.Runs;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Configuration;

namespace JobLogs.Tests.Server.Hosting;

/// <summary>Parts of a server that do nothing, under any name.</summary>
internal static class Named
{
    public sealed class Handler(string type) : IJobHandler
    {
        public string Type => type;

        public Task ExecuteAsync(JobContext context) => Task.CompletedTask;
    }

    public sealed class Unset(IConfiguration configuration) : IJobHandler
    {
        private readonly string _limit = configuration["DISK_LIMIT"] ?? throw new SettingException("DISK_LIMIT", "is missing.");

        public string Type => "disk_" + _limit;

        public Task ExecuteAsync(JobContext context) => Task.CompletedTask;
    }

    public sealed class Notifier(string type) : INotifier
    {
        public string Type => type;

        public IReadOnlyList<NotifierField> Fields => [];

        public Task<Delivery> SendAsync(NotifierSettings settings, AlertMessage message, CancellationToken cancellationToken) => Task.FromResult(Delivery.Delivered);
    }

    public sealed class Field(string name) : FilterField<string>
    {
        public override string Name => name;

        public override string Description => "Nothing.";

        public override EntryFields Reads => EntryFields.None;

        protected override bool TryRead(string text, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? fault)
        {
            (value, fault) = (text, null);
            return true;
        }

        protected override bool Matches(in EntryView entry, string value) => true;
    }

    public sealed class Provider(string scheme) : IStoreProvider
    {
        public IReadOnlyList<string> Schemes => [scheme];

        public string Example => scheme + ":somewhere";

        public Task<IStore> OpenAsync(string address, IConfiguration configuration, TimeProvider time, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException("store_unavailable", "It is of tests alone.");
    }
}
