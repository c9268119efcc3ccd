using JobLogs.Protocol.Alerts;
using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Alerts.Rules;
using JobLogs.Server.Alerts.Sending;
using JobLogs.Server.Alerts.Watching;
using JobLogs.Server.Calls;
using JobLogs.Server.Http;
using JobLogs.Server.Secrets;
using JobLogs.Storage.Model;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Alerts;

/// <summary>Rules, the alerts that come of them, and those who are told.</summary>
internal static class AlertsFeature
{
    /// <summary>The setting that says which of the addresses that aren't public notifiers may call nevertheless.</summary>
    public const string AddressesSetting = "ALERT_ALLOWED_NETWORKS";

    // Chat servers and receivers of one's own are commonly in the private networks of IPv4. Not in this: the machine itself, link-local addresses and
    // those of IPv6 (clouds have their metadata there), and shared ones.
    private const string StandardAddresses = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16";

    /// <summary>Registers the watching, the telling, and the notifiers. To be called after runs, and after the way into the database was added, which must stop last.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AlertsOptions>().Bind(configuration.GetSection(AlertsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AlertsJsonContext.Default));
        services.AddSecretBox();
        services.AddSingleton<AlertMetrics>();
        services.AddSingleton<OutboxSignal>();
        services.TryAddSingleton<FilterReader>();
        services.AddSingleton<RuleReader>();
        AddNotifiers(services, configuration);
        AddSending(services);
        AddWatching(services);
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Alerts");
        MapRules(api.MapGroup("alert-rules").Needs(Role.Operator));
        MapAlerts(api.MapGroup("alerts").Needs(Role.Viewer));
        MapNotifiers(api.MapGroup("notifiers").Needs(Role.Admin));
        MapNotifications(api.MapGroup("notifications").Needs(Role.Viewer));
        return routes;
    }

    private static void AddNotifiers(IServiceCollection services, IConfiguration configuration)
    {
        services.AddGuardedCalls(configuration, AddressesSetting, StandardAddresses);
        services.AddSingleton(static provider => new NotifierHttp(
            provider.GetRequiredKeyedService<AddressGuard>(AddressesSetting),
            provider.GetRequiredKeyedService<GuardedConnections>(AddressesSetting),
            provider.GetRequiredService<TimeProvider>(),
            HttpClient.DefaultProxy));
        services.AddNotifier<WebhookNotifier>();
        services.AddNotifier<EmailNotifier>();
        services.AddNotifier<SlackNotifier>();
        services.AddNotifier<FeishuNotifier>();
        services.AddNotifier<DingTalkNotifier>();
        services.AddNotifier<WeComNotifier>();
        services.AddSingleton<NotifierRegistry>();
        services.AddSingleton<NotifierReader>();
    }

    private static void AddSending(IServiceCollection services)
    {
        services.AddSingleton(provider => new RetrySchedule(provider.GetRequiredService<IOptions<AlertsOptions>>(), Random.Shared.NextDouble));
        services.AddSingleton<MessageSender>();
        services.AddSingleton<NotificationDelivery>();
    }

    // Hosted services stop in reverse order: the sender first, then the watcher, which gives back what both need.
    private static void AddWatching(IServiceCollection services)
    {
        services.AddSingleton<AlertLease>();
        services.AddSingleton<RunDurations>();
        services.AddSingleton<RunLimits>();
        services.AddSingleton<MatchWatch>();
        services.AddSingleton<SilenceWatch>();
        services.AddSingleton<StatusWatch>();
        services.AddSingleton<TimeWatch>();
        services.AddSingleton<AlertWatching>();
        services.AddHostedService<AlertWatcher>();
        services.AddHostedService<NotificationSender>();
    }

    private static void MapRules(RouteGroupBuilder rules)
    {
        rules.MapGet("", RuleEndpoints.List).Needs(Role.Viewer).WithParameters(Paging.Parameters)
            .WithName("ListAlertRules").WithSummary("Rules, by name")
            .Produces<AlertRuleList>().Refuses(400);
        rules.MapPost("", RuleEndpoints.Create).WithoutParameters()
            .WithName("CreateAlertRule").WithSummary("Make a rule: what is watched, of one job or of each, and whom to tell")
            .WithDescription("Types: run_failed, missed, overran, silent, log_match. It speaks of what happens from now on.")
            .Produces<AlertRuleDocument>(StatusCodes.Status201Created).Refuses(400, 409, 413, 415);
        rules.MapGet("{rule_id}", RuleEndpoints.Get).Needs(Role.Viewer).WithoutParameters()
            .WithName("GetAlertRule").WithSummary("One rule")
            .Produces<AlertRuleDocument>().Refuses(404);
        rules.MapPut("{rule_id}", RuleEndpoints.Replace).WithoutParameters()
            .WithName("ReplaceAlertRule").WithSummary("Replace a rule as a whole; one that watches for something else ends the alerts that it has")
            .Produces<AlertRuleDocument>().Refuses(400, 404, 409, 413, 415);
        rules.MapDelete("{rule_id}", RuleEndpoints.Delete).WithoutParameters()
            .WithName("DeleteAlertRule").WithSummary("Delete a rule; its alerts end and stay to be read")
            .Produces(StatusCodes.Status204NoContent).Refuses(404);
    }

    private static void MapAlerts(RouteGroupBuilder alerts)
    {
        alerts.MapGet("", AlertEndpoints.List).WithParameters(AlertEndpoints.Parameters)
            .WithName("ListAlerts").WithSummary("Alerts, newest first")
            .Produces<AlertList>().Refuses(400, 404);
        alerts.MapGet("{alert_id}", AlertEndpoints.Get).WithoutParameters()
            .WithName("GetAlert").WithSummary("One alert")
            .Produces<AlertDocument>().Refuses(404);
        alerts.MapPost("{alert_id}/acknowledge", AlertEndpoints.Acknowledge).Needs(Role.Operator).WithoutParameters()
            .WithName("AcknowledgeAlert").WithSummary("Take note of an alert; it goes on until the job is well")
            .Produces<AlertDocument>().Refuses(400, 404, 413, 415);
    }

    private static void MapNotifiers(RouteGroupBuilder notifiers)
    {
        notifiers.MapGet("", NotifierEndpoints.List).Needs(Role.Viewer).WithParameters(Paging.Parameters)
            .WithName("ListNotifiers").WithSummary("Notifiers, by name; their secrets are not shown")
            .Produces<NotifierList>().Refuses(400);
        notifiers.MapPost("", NotifierEndpoints.Create).WithoutParameters()
            .WithName("CreateNotifier").WithSummary("Make a notifier: webhook, email, slack, feishu, dingtalk, wecom, or a type that was added to the server")
            .Produces<NotifierDocument>(StatusCodes.Status201Created).Refuses(400, 409, 413, 415);
        notifiers.MapGet("{notifier_id}", NotifierEndpoints.Get).Needs(Role.Viewer).WithoutParameters()
            .WithName("GetNotifier").WithSummary("One notifier")
            .Produces<NotifierDocument>().Refuses(404);
        notifiers.MapPut("{notifier_id}", NotifierEndpoints.Replace).WithoutParameters()
            .WithName("ReplaceNotifier").WithSummary("Replace a notifier as a whole; \"***\" keeps a secret")
            .Produces<NotifierDocument>().Refuses(400, 404, 409, 413, 415);
        notifiers.MapDelete("{notifier_id}", NotifierEndpoints.Delete).WithoutParameters()
            .WithName("DeleteNotifier").WithSummary("Delete a notifier that no rule names")
            .Produces(StatusCodes.Status204NoContent).Refuses(404, 409);
        notifiers.MapPost("{notifier_id}/test", NotifierEndpoints.Test).WithoutParameters()
            .WithName("TestNotifier").WithSummary("Send a test message now, and say what became of it")
            .Produces<NotifierTestResult>().Refuses(404);
    }

    private static void MapNotifications(RouteGroupBuilder notifications)
    {
        notifications.MapGet("", NotificationEndpoints.List).WithParameters(NotificationEndpoints.Parameters)
            .WithName("ListNotifications").WithSummary("The outbox, newest first")
            .Produces<NotificationList>().Refuses(400);
        notifications.MapGet("{notification_id}", NotificationEndpoints.Get).WithoutParameters()
            .WithName("GetNotification").WithSummary("One notification")
            .Produces<NotificationDocument>().Refuses(404);
        notifications.MapPost("{notification_id}/retry", NotificationEndpoints.Retry).Needs(Role.Operator).WithoutParameters()
            .WithName("RetryNotification").WithSummary("Try a notification that failed, or waits for its next try, now")
            .Produces<NotificationDocument>(StatusCodes.Status202Accepted).Refuses(404, 409);
    }
}
