const words = (text: string) => text.trim().split(/\s+/);
const typesOf = (version: string, types: string) => words(types).map((type) => [type, version] as const);

/** Resource types of FHIR R4 (4.0.1). */
export const R4_TYPES: ReadonlySet<string> = new Set(
  words(`
  Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent
  Basic Binary BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement CarePlan CareTeam
  CatalogEntry ChargeItem ChargeItemDefinition Claim ClaimResponse ClinicalImpression CodeSystem
  Communication CommunicationRequest CompartmentDefinition Composition ConceptMap Condition Consent
  Contract Coverage CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device
  DeviceDefinition DeviceMetric DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest
  DocumentReference EffectEvidenceSynthesis Encounter Endpoint EnrollmentRequest EnrollmentResponse
  EpisodeOfCare EventDefinition Evidence EvidenceVariable ExampleScenario ExplanationOfBenefit
  FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse HealthcareService ImagingStudy
  Immunization ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide InsurancePlan Invoice
  Library Linkage List Location Measure MeasureReport Media Medication MedicationAdministration
  MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement MedicinalProduct
  MedicinalProductAuthorization MedicinalProductContraindication MedicinalProductIndication
  MedicinalProductIngredient MedicinalProductInteraction MedicinalProductManufactured
  MedicinalProductPackaged MedicinalProductPharmaceutical MedicinalProductUndesirableEffect
  MessageDefinition MessageHeader MolecularSequence NamingSystem NutritionOrder Observation
  ObservationDefinition OperationDefinition OperationOutcome Organization OrganizationAffiliation
  Parameters Patient PaymentNotice PaymentReconciliation Person PlanDefinition Practitioner
  PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup
  ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment
  RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot Specimen SpecimenDefinition
  StructureDefinition StructureMap Subscription Substance SubstanceNucleicAcid SubstancePolymer
  SubstanceProtein SubstanceReferenceInformation SubstanceSourceMaterial SubstanceSpecification
  SupplyDelivery SupplyRequest Task TerminologyCapabilities TestReport TestScript ValueSet
  VerificationResult VisionPrescription
  `),
);

/** Resource types that R4 does not have, and the version of FHIR that has them. */
export const OTHER_VERSION_TYPES: ReadonlyMap<string, string> = new Map([
  ...typesOf(
    'DSTU2',
    `
    Conformance DeviceUseRequest DiagnosticOrder ImagingObjectSelection MedicationOrder Order
    OrderResponse
    `,
  ),
  ...typesOf(
    'DSTU2 or STU3',
    `
    BodySite DataElement DeviceComponent EligibilityRequest EligibilityResponse ProcedureRequest
    ProcessRequest ProcessResponse ReferralRequest
    `,
  ),
  ...typesOf(
    'STU3',
    `
    ExpansionProfile ImagingManifest Sequence ServiceDefinition
    `,
  ),
  ...typesOf(
    'R4B or R5',
    `
    ActorDefinition AdministrableProductDefinition ArtifactAssessment BiologicallyDerivedProductDispense
    Citation ClinicalUseDefinition ConditionDefinition DeviceAssociation DeviceDispense DeviceUsage
    EncounterHistory EvidenceReport FormularyItem GenomicStudy ImagingSelection Ingredient InventoryItem
    InventoryReport ManufacturedItemDefinition MedicinalProductDefinition NutritionIntake
    NutritionProduct PackagedProductDefinition Permission RegulatedAuthorization RequestOrchestration
    Requirements SubscriptionStatus SubscriptionTopic SubstanceDefinition TestPlan Transport
    `,
  ),
]);

/** Resources that mean nothing without a patient; anything else without a subject is shared (a drug, a ward). */
export const CLINICAL_TYPES: ReadonlySet<string> = new Set(
  `AllergyIntolerance CarePlan CareTeam Claim ClinicalImpression Communication Condition Coverage DetectedIssue
   DeviceRequest DeviceUseStatement DiagnosticReport DocumentReference Encounter EpisodeOfCare ExplanationOfBenefit
   FamilyMemberHistory Flag Goal ImagingStudy Immunization Media MedicationAdministration MedicationDispense
   MedicationRequest MedicationStatement MolecularSequence NutritionOrder Observation Procedure QuestionnaireResponse
   RelatedPerson RiskAssessment ServiceRequest Specimen VisionPrescription`.split(/\s+/),
);
