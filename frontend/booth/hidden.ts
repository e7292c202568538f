// 不留的东西: what nobody may reach once a ballot is cast: secrets of cards, choices with their randomness. BigInt
// values cannot be written over, so they are let go of; tests count the objects of this class that are still held.
export abstract class Hidden {}
